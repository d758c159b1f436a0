#!/bin/sh
# demo.sh HSSCTL: the demo set of run.sh, into an empty database only: APNs internet and ims, one SIM with the
# published keys of TS 35.208 test set 1, one subscriber who is an IMS subscriber too.
set -eu
ctl=$1

is_empty() { [ "$("$ctl" api --field items GET "/v1/$1?limit=1")" = "[]" ]; }
add() { "$ctl" api --field "$3" POST "/v1/$1" "$2"; }

is_empty subscriber && is_empty apn && is_empty auc || exit 0

internet=$(add apn '{"apn":"internet","ip_version":0,"qci":9,"apn_ambr_dl":1000000000,"apn_ambr_ul":500000000}' apn_id)
ims=$(add apn '{"apn":"ims","ip_version":2,"qci":5,"arp_priority":1,"apn_ambr_dl":3850000,"apn_ambr_ul":1530000}' apn_id)
sim=$(add auc '{"ki":"465b5ce8b199b49faa5f0a2ee238a6bc","opc":"cd63cb71954a9f4e48a5994e37a02baf","amf":"8000","sqn":0,"imsi":"001010000000001"}' auc_id)
add subscriber "{\"imsi\":\"001010000000001\",\"msisdn\":\"15550001\",\"enabled\":true,\"auc_id\":$sim,\"default_apn\":$internet,\"apn_list\":\"$internet,$ims\",\"ue_ambr_dl\":2000000000,\"ue_ambr_ul\":1000000000}" subscriber_id >/dev/null
add ims_subscriber '{"imsi":"001010000000001","msisdn":"15550001","msisdn_list":"15550001"}' ims_subscriber_id >/dev/null
echo "demo set provisioned: IMSI 001010000000001, MSISDN 15550001, APNs internet and ims"
