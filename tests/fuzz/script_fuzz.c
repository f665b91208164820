/* Any bytes as a robot's script: each command that is read can be played as far as its words go. */
#include "app/robot/script.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Script script;
    PsError error = {0};
    const PsStatus status = script_parse((const char *)data, size, &script, &error);
    if (status != PS_OK) {
        check_refusal(status, &error);
        CHECK(script.count == 0);
    }
    for (size_t i = 0; i < script.count; i++) {
        const ScriptCommand *command = &script.commands[i];
        CHECK((unsigned)command->verb < SCRIPT_VERB_COUNT && command->line >= 1);
        for (int word = 0; word < 2; word++) {
            CHECK(command->words[word] == NULL || strlen(command->words[word]) <= size);
        }
    }
    script_free(&script);
    return 0;
}
