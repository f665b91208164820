# Writes the files of assets/stacks into C: cmake -DSTACKS=folder -DNAMES=one,two -DOUTPUT=file.c -P this.
# Bytes rather than string literals, which C11 promises to take up to 4095 characters of alone.
string(REPLACE "," ";" names "${NAMES}")
set(arrays "")
set(rows "")
foreach(name IN LISTS names)
  file(READ "${STACKS}/${name}.txt" bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  # Twenty bytes a line.
  string(REGEX REPLACE "(....................................................................................................)"
    "\\1\n    " bytes "${bytes}")
  string(APPEND arrays "static const unsigned char text_${name}[] = {\n    ${bytes}0};\n\n")
  string(APPEND rows "    {\"${name}\", (const char *)text_${name}, sizeof text_${name} - 1},\n")
endforeach()
file(WRITE "${OUTPUT}" "/* Written by preset_data.cmake from assets/stacks. */
#include \"core/preset_data.h\"

${arrays}const PsPreset ps_preset_table[] = {
${rows}};
const int ps_preset_table_count = sizeof ps_preset_table / sizeof ps_preset_table[0];
")
