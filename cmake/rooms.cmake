# One function fixes what a room may include: a room sees the headers of the rooms it names and no others, because
# each room's include folder is handed on only through MAY_INCLUDE. `trials/tidy` checks the include lines as well.
#
#   landport_room(journal SOURCES a.cpp b.cpp TESTS a_test.cpp MAY_INCLUDE words LIBRARIES sodium)
#
# Headers are written "journal/book.h" everywhere, so the include root is the same folder for all rooms; the tidy
# test is what stops an include of a room that is not named here.
function(landport_room NAME)
  cmake_parse_arguments(ROOM "" "" "SOURCES;TESTS;MAY_INCLUDE;LIBRARIES" ${ARGN})
  string(REPLACE "/" "_" TARGET "${NAME}")
  add_library(lp_${TARGET} STATIC ${ROOM_SOURCES})
  target_include_directories(lp_${TARGET} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  foreach(OTHER ${ROOM_MAY_INCLUDE})
    string(REPLACE "/" "_" OTHER_TARGET "${OTHER}")
    target_link_libraries(lp_${TARGET} PUBLIC lp_${OTHER_TARGET})
  endforeach()
  target_link_libraries(lp_${TARGET} PUBLIC landport_options ${ROOM_LIBRARIES})
  if(LANDPORT_FUZZ AND NAME MATCHES "^(words|journal|formats|solvers|http)$")
    target_compile_options(lp_${TARGET} PRIVATE -O1)
  endif()
  set_property(GLOBAL APPEND PROPERTY LANDPORT_ROOMS "${NAME}")
  string(REPLACE ";" " " MAY "${ROOM_MAY_INCLUDE}")
  set_property(GLOBAL APPEND PROPERTY LANDPORT_ROOM_TABLE "${NAME}: ${MAY}")
  if(LANDPORT_TESTS AND ROOM_TESTS)
    landport_test(${TARGET}_test SOURCES ${ROOM_TESTS} LIBRARIES lp_${TARGET})
  endif()
endfunction()

# A test program: GoogleTest and RapidCheck, one CTest entry per program.
function(landport_test NAME)
  cmake_parse_arguments(TEST "" "TIMEOUT" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${NAME} ${TEST_SOURCES})
  target_include_directories(${NAME} PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR})
  target_link_libraries(${NAME} PRIVATE ${TEST_LIBRARIES} landport_options GTest::gmock GTest::gtest_main rapidcheck)
  target_compile_definitions(${NAME} PRIVATE LANDPORT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  # The suites of a program are classes of the same names in several files.
  set_target_properties(${NAME} PROPERTIES UNITY_BUILD OFF)
  if(NOT TEST_TIMEOUT)
    set(TEST_TIMEOUT 300)
  endif()
  add_test(NAME ${NAME} COMMAND ${NAME} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${NAME} PROPERTIES TIMEOUT ${TEST_TIMEOUT})
endfunction()

# A fuzzer of what parses outside bytes: one source with LLVMFuzzerTestOneInput, built by the preset `fuzz` only and
# run by `./test fuzz`. SEEDS are folders of good examples, from the root of the repository.
#
#   landport_fuzzer(edifact_fuzz SOURCES edifact_fuzz.cpp SEEDS trials/golden/edifact LIBRARIES lp_formats)
function(landport_fuzzer NAME)
  if(NOT LANDPORT_FUZZ)
    return()
  endif()
  cmake_parse_arguments(FUZZ "" "" "SOURCES;SEEDS;LIBRARIES" ${ARGN})
  add_executable(${NAME} EXCLUDE_FROM_ALL ${FUZZ_SOURCES})
  target_link_libraries(${NAME} PRIVATE ${FUZZ_LIBRARIES} landport_options)
  target_link_options(${NAME} PRIVATE -fsanitize=fuzzer)
  target_compile_definitions(${NAME} PRIVATE LANDPORT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzzers)
  if(FUZZ_SEEDS)
    list(TRANSFORM FUZZ_SEEDS PREPEND "${PROJECT_SOURCE_DIR}/" OUTPUT_VARIABLE FOLDERS)
    list(JOIN FOLDERS "\n" FOLDERS)
    file(WRITE ${PROJECT_BINARY_DIR}/fuzzers/${NAME}.seeds "${FOLDERS}\n")
  endif()
  add_dependencies(fuzzers ${NAME})
endfunction()
