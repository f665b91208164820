/* Any bytes as a scene: what is read validates, is written, and reads back as an equal scene. */
#include "core/memory.h"
#include "core/scene_json.h"
#include "fuzz.h"

static void check_round_trip(const PsScene *scene) {
    PsBytes bytes = {0};
    PsScene back;
    char *file = NULL;
    CHECK(ps_scene_validate(scene, NULL) == PS_OK);
    CHECK(ps_scene_json_write(scene, NULL, &bytes, NULL) == PS_OK);
    CHECK(ps_scene_json_read(bytes.data, bytes.size, &back, &file, NULL) == PS_OK);
    CHECK(file == NULL && ps_scene_equal(scene, &back));
    ps_scene_free(&back);
    ps_bytes_free(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    PsScene scene;
    char *file = NULL;
    PsError error = {0};
    const PsStatus status = ps_scene_json_read(data, size, &scene, &file, &error);
    if (status != PS_OK) {
        check_refusal(status, &error);
        CHECK(status == PS_ERROR_SIZE || (error.line > 0 && error.column > 0));
        CHECK(scene.input.values == NULL && scene.stack == NULL && scene.beside == NULL && file == NULL);
    } else if (file == NULL) {
        check_round_trip(&scene);
    }
    ps_release(file);
    ps_scene_free(&scene);
    return 0;
}
