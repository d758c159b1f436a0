# Runs `npm ci` in WORK and copies FILES of the viewer to OUT. A registry that cannot be reached
# is no reason to fail the build: the plugin then serves its plain page.
file(MAKE_DIRECTORY ${WORK})
file(COPY ${SRC}/package.json ${SRC}/package-lock.json DESTINATION ${WORK})
execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error
	WORKING_DIRECTORY ${WORK} RESULT_VARIABLE result ERROR_VARIABLE error OUTPUT_QUIET
	TIMEOUT 180)
if(result EQUAL 0)
	foreach(file ${FILES})
		if(EXISTS ${WORK}/node_modules/swagger-ui-dist/${file})
			file(COPY ${WORK}/node_modules/swagger-ui-dist/${file} DESTINATION ${OUT})
		endif()
	endforeach()
else()
	message("npm ci failed (${result}): /docs/ will be a plain page. ${error}")
endif()
file(WRITE ${OUT}/.stamp "")
