/*
 * s6a_avp.h - the grouped AVPs of S6a/S6d as C structs, fields in ABNF order. A member the HSS
 * neither reads nor fills stays opaque (struct hss_bytes: the octets inside the group).
 */
#ifndef S6A_AVP_H
#define S6A_AVP_H

#include <hss/dia.h>

struct s6a_vendor_specific_application_id { /* RFC6733 6.11 */
	struct hss_u32 vendor_id;
	struct hss_u32 auth_application_id;
	struct hss_u32 acct_application_id;
};

struct s6a_supported_features { /* TS 29.229 6.3.29 */
	struct hss_u32 vendor_id;
	struct hss_u32 feature_list_id;
	struct hss_u32 feature_list;
};

struct s6a_terminal_information { /* TS 29.272 7.3.3 */
	struct hss_bytes imei;
	struct hss_bytes meid_3gpp2;
	struct hss_bytes software_version;
};

struct s6a_requested_authentication { /* TS 29.272 7.3.11 */
	struct hss_u32 number_of_requested_vectors;
	struct hss_u32 immediate_response_preferred;
	struct hss_bytes re_synchronization_info;
};

struct s6a_e_utran_vector { /* TS 29.272 7.3.18 */
	struct hss_u32 item_number;
	struct hss_bytes rand;
	struct hss_bytes xres;
	struct hss_bytes autn;
	struct hss_bytes kasme;
};

struct s6a_utran_vector { /* TS 29.272 7.3.19 */
	struct hss_u32 item_number;
	struct hss_bytes rand;
	struct hss_bytes xres;
	struct hss_bytes autn;
	struct hss_bytes confidentiality_key;
	struct hss_bytes integrity_key;
};

struct s6a_geran_vector { /* TS 29.272 7.3.20 */
	struct hss_u32 item_number;
	struct hss_bytes rand;
	struct hss_bytes sres;
	struct hss_bytes kc;
};

struct s6a_authentication_info { /* TS 29.272 7.3.17 */
	struct hss_list e_utran_vector;		/* struct s6a_e_utran_vector */
	struct hss_list utran_vector;		/* struct s6a_utran_vector */
	struct hss_list geran_vector;		/* struct s6a_geran_vector */
};

struct s6a_mip_home_agent_host {
	struct hss_bytes destination_realm;
	struct hss_bytes destination_host;
};

struct s6a_mip6_agent_info {
	struct hss_list mip_home_agent_address;	/* struct hss_addr */
	const struct s6a_mip_home_agent_host *mip_home_agent_host;
	struct hss_bytes mip6_home_link_prefix;
};

struct s6a_active_apn { /* TS 29.272 7.3.127 */
	struct hss_u32 context_identifier;
	struct hss_bytes service_selection;
	const struct s6a_mip6_agent_info *mip6_agent_info;
	struct hss_bytes visited_network_identifier;
	struct hss_list specific_apn_info;	/* struct hss_bytes */
};

struct s6a_mme_location_information { /* TS 29.272 7.3.115 */
	struct hss_bytes e_utran_cell_global_identity;
	struct hss_bytes tracking_area_identity;
	struct hss_bytes geographical_information;
	struct hss_bytes geodetic_information;
	struct hss_u32 current_location_retrieved;
	struct hss_u32 age_of_location_information;
	struct hss_bytes user_csg_information;	/* opaque */
	struct hss_bytes enodeb_id;
	struct hss_bytes extended_enodeb_id;
};

struct s6a_eps_location_information { /* TS 29.272 7.3.111 */
	const struct s6a_mme_location_information *mme_location_information;
	struct hss_bytes sgsn_location_information;	/* opaque */
};

struct s6a_allocation_retention_priority { /* TS 29.212 5.3.32 */
	struct hss_u32 priority_level;
	struct hss_u32 pre_emption_capability;
	struct hss_u32 pre_emption_vulnerability;
};

struct s6a_eps_subscribed_qos_profile { /* TS 29.272 7.3.37 */
	struct hss_u32 qos_class_identifier;
	const struct s6a_allocation_retention_priority *allocation_retention_priority;
};

struct s6a_ambr { /* TS 29.272 7.3.41 */
	struct hss_u32 max_requested_bandwidth_ul;
	struct hss_u32 max_requested_bandwidth_dl;
	struct hss_u32 extended_max_requested_bw_ul;
	struct hss_u32 extended_max_requested_bw_dl;
};

struct s6a_apn_configuration { /* TS 29.272 7.3.35 */
	struct hss_u32 context_identifier;
	struct hss_list served_party_ip_address;	/* struct hss_addr */
	struct hss_u32 pdn_type;
	struct hss_bytes service_selection;
	const struct s6a_eps_subscribed_qos_profile *eps_subscribed_qos_profile;
	struct hss_u32 vplmn_dynamic_address_allowed;
	const struct s6a_mip6_agent_info *mip6_agent_info;
	struct hss_bytes visited_network_identifier;
	struct hss_u32 pdn_gw_allocation_type;
	struct hss_bytes charging_characteristics_3gpp;
	const struct s6a_ambr *ambr;
	struct hss_list specific_apn_info;	/* struct hss_bytes */
	struct hss_bytes apn_oi_replacement;
	struct hss_u32 sipto_permission;
	struct hss_u32 lipa_permission;
	struct hss_u32 restoration_priority;
	struct hss_u32 sipto_local_network_permission;
	struct hss_bytes wlan_offloadability;	/* opaque */
	struct hss_u32 non_ip_pdn_type_indicator;
	struct hss_u32 non_ip_data_delivery_mechanism;
	struct hss_bytes scef_id;
	struct hss_bytes scef_realm;
	struct hss_u32 preferred_data_mode;
	struct hss_u32 pdn_connection_continuity;
	struct hss_u32 rds_indicator;
	struct hss_u32 interworking_5gs_indicator;
	struct hss_u32 ethernet_pdn_type_indicator;
};

struct s6a_apn_configuration_profile { /* TS 29.272 7.3.34 */
	struct hss_u32 context_identifier;
	struct hss_u32 additional_context_identifier;
	struct hss_u32 third_context_identifier;
	struct hss_u32 all_apn_configurations_included_indicator;
	struct hss_list apn_configuration;	/* struct s6a_apn_configuration */
};

struct s6a_subscription_data { /* TS 29.272 7.3.2 */
	struct hss_u32 subscriber_status;
	struct hss_bytes msisdn;
	struct hss_bytes a_msisdn;
	struct hss_bytes stn_sr;
	struct hss_u32 ics_indicator;
	struct hss_u32 network_access_mode;
	struct hss_u32 operator_determined_barring;
	struct hss_u32 hplmn_odb;
	struct hss_list regional_subscription_zone_code;	/* struct hss_bytes */
	struct hss_u32 access_restriction_data;
	struct hss_bytes apn_oi_replacement;
	struct hss_bytes lcs_info;		/* opaque */
	struct hss_bytes teleservice_list;	/* opaque */
	struct hss_list call_barring_info;	/* struct hss_bytes */
	struct hss_bytes charging_characteristics_3gpp;
	const struct s6a_ambr *ambr;
	const struct s6a_apn_configuration_profile *apn_configuration_profile;
	struct hss_u32 rat_frequency_selection_priority_id;
	struct hss_bytes trace_data;		/* opaque */
	struct hss_bytes gprs_subscription_data;	/* opaque */
	struct hss_list csg_subscription_data;	/* struct hss_bytes */
	struct hss_u32 roaming_restricted_due_to_unsupported_feature;
	struct hss_u32 subscribed_periodic_rau_tau_timer;
	struct hss_u32 mps_priority;
	struct hss_u32 vplmn_lipa_allowed;
	struct hss_u32 relay_node_indicator;
	struct hss_u32 mdt_user_consent;
	struct hss_u32 subscribed_vsrvcc;
	struct hss_bytes prose_subscription_data;	/* opaque */
	struct hss_u32 subscription_data_flags;
	struct hss_list adjacent_access_restriction_data;	/* struct hss_bytes */
	struct hss_i32 dl_buffering_suggested_packet_count;
	struct hss_list imsi_group_id;		/* struct hss_bytes */
	struct hss_u32 ue_usage_type;
	struct hss_list aese_communication_pattern;	/* struct hss_bytes */
	struct hss_list monitoring_event_configuration;	/* struct hss_bytes */
	struct hss_bytes emergency_info;	/* opaque */
	struct hss_bytes v2x_subscription_data;	/* opaque */
	struct hss_bytes v2x_subscription_data_nr;	/* opaque */
	struct hss_list edrx_cycle_length;	/* struct hss_bytes */
	struct hss_bytes external_identifier;
	struct hss_u32 active_time;
	struct hss_u32 service_gap_time;
	struct hss_u64 broadcast_location_assistance_data_types;
	struct hss_u32 aerial_ue_subscription_information;
	struct hss_u32 core_network_restrictions;
	struct hss_list paging_time_window;	/* struct hss_bytes */
	struct hss_u32 subscribed_arpi;
	struct hss_u32 iab_operation_permission;
};

/* Definitions that carry the grammars of the structs above.                    */
extern const struct hss_avp_def avp_vendor_specific_application_id, avp_supported_features,
        avp_terminal_information, avp_requested_eutran_authentication_info,
        avp_requested_utran_geran_authentication_info, avp_authentication_info,
        avp_mip6_agent_info, avp_active_apn, avp_eps_location_information,
        avp_subscription_data;

#endif
