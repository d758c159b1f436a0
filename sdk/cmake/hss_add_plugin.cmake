# hss_add_plugin(name KIND interface|storage|exporter SOURCES a.c ... [LIBS lib ...] [EXAMPLE])
# Builds <name>.so: one exported symbol, nothing left undefined, hidden visibility. EXAMPLE: not installed.
function(hss_add_plugin name)
	cmake_parse_arguments(P "EXAMPLE" "KIND" "SOURCES;LIBS" ${ARGN})
	if(NOT P_KIND MATCHES "^(interface|storage|exporter)$")
		message(FATAL_ERROR "hss_add_plugin(${name}): KIND must be interface, storage or exporter")
	endif()
	add_library(plugin_${name} MODULE ${P_SOURCES})
	set_target_properties(plugin_${name} PROPERTIES PREFIX "" OUTPUT_NAME ${name}
		C_VISIBILITY_PRESET hidden)
	if(DEFINED HSSD_PLUGINDIR AND TARGET hssd_flags)
		set_target_properties(plugin_${name} PROPERTIES
			LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/plugins)
		target_link_libraries(plugin_${name} PRIVATE hssd_flags)
		target_compile_options(plugin_${name} PRIVATE -Wno-missing-prototypes)
	endif()
	target_compile_options(plugin_${name} PRIVATE ${HSSD_LTO_COMPILE})
	target_link_options(plugin_${name} PRIVATE ${HSSD_LTO_LINK})
	target_link_libraries(plugin_${name} PRIVATE hss_sdk ${P_LIBS})
	# Static libraries linked into a plugin stay inside it.
	target_link_options(plugin_${name} PRIVATE -Wl,--exclude-libs,ALL)
	if(NOT HSSD_SANITIZE)
		target_link_options(plugin_${name} PRIVATE -Wl,-z,defs)
	endif()
	if(P_EXAMPLE)           # built and tested, not installed
		set_target_properties(plugin_${name} PROPERTIES
			LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/examples)
		return()
	endif()
	install(TARGETS plugin_${name} LIBRARY DESTINATION ${HSSD_PLUGINDIR})
endfunction()
