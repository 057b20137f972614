# find_package(Smelter): programs, or parts of them, that are Smelter scripts.
#
#   smt_add_executable(NAME SCRIPT [SOURCE...])     a program: a script, with the packages that it imports, and C
#   smt_target_sources(TARGET SCRIPT)               the script that an executable is about
#   Smelter::compiler, Smelter::runtime             smt; what its programs are linked with
#
# The tree that this file was installed with can be moved.
cmake_policy(PUSH)
cmake_policy(VERSION 3.20...3.25)

get_filename_component(SMELTER_PREFIX "${CMAKE_CURRENT_LIST_DIR}/../../.." REALPATH)

if(NOT TARGET Smelter::compiler)
  add_executable(Smelter::compiler IMPORTED GLOBAL)
  set_target_properties(Smelter::compiler PROPERTIES IMPORTED_LOCATION "${SMELTER_PREFIX}/bin/smt")
  add_library(Smelter::runtime STATIC IMPORTED GLOBAL)
  set_target_properties(Smelter::runtime PROPERTIES
    IMPORTED_LOCATION "${SMELTER_PREFIX}/lib/libsmt.a"
    INTERFACE_INCLUDE_DIRECTORIES "${SMELTER_PREFIX}/include"
    INTERFACE_LINK_LIBRARIES m
    INTERFACE_LINK_OPTIONS -no-pie)
endif()

function(smt_target_sources target script)
  get_filename_component(input "${script}" ABSOLUTE)
  get_filename_component(name "${script}" NAME_WE)
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${target}.smt.dir/${name}.c")
  file(MAKE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/${target}.smt.dir")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND Smelter::compiler emit-c "${input}" -o "${output}" --depfile "${output}.d"
    DEPENDS "${input}" "${SMELTER_PREFIX}/bin/smt"
    DEPFILE "${output}.d"
    COMMENT "Making C of ${script}"
    VERBATIM)
  # Proper tail calls are sibling calls, which compilers make from -O1 on.
  set_source_files_properties("${output}" PROPERTIES COMPILE_OPTIONS
    "$<$<OR:$<CONFIG:>,$<CONFIG:Debug>>:-O1>;-foptimize-sibling-calls;-fno-omit-frame-pointer;-ffp-contract=off")
  target_sources(${target} PRIVATE "${output}")
  # Headers that the script's own C includes lie beside it.
  get_filename_component(folder "${input}" DIRECTORY)
  target_include_directories(${target} PRIVATE "${folder}")
  target_link_libraries(${target} PRIVATE Smelter::runtime)
endfunction()

function(smt_add_executable target script)
  add_executable(${target} ${ARGN})
  smt_target_sources(${target} "${script}")
endfunction()

cmake_policy(POP)
