/* Every allocation of the core, and of jansson for it, made to fail in turn: nothing may leak
 * (AddressSanitizer watches) or change.
 *
 * Linked with --wrap=ps_allocate and --wrap=ps_reallocate, so that the two functions here stand in the place
 * of the core's; jansson is given its own. A failing allocation fails alone or with all that follow it.
 */
#include "core/csv.h"
#include "core/file.h"
#include "core/folder.h"
#include "core/history.h"
#include "core/notation.h"
#include "core/npy.h"
#include "core/pool.h"
#include "core/scene.h"
#include "core/scene_file.h"
#include "core/scene_json.h"
#include "faults.h"
#include "unit.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static void *allocate_for_json(size_t size) {
    return fails_now() ? NULL : malloc(size);
}

static void allow(int allocations, bool lasting) {
    faults.allowed = allocations;
    faults.alone = !lasting;
    faults.failed = false;
}

static void allow_all(void) {
    faults.allowed = -1;
}

/* Runs attempt with the first, second … allocation failing, until one needs no more than are allowed. */
static void with_every_fault(void (*attempt)(void)) {
    for (int lasting = 0; lasting < 2; lasting++) {
        int faulty = 0;
        do {
            allow(faulty, lasting == 1);
            attempt();
            allow_all();
            faulty++;
        } while (faults.failed);
        assert_true(faulty > 1);
    }
}

/* The status is that of the fault, or fine where none was met; faults are off from here on. */
static void assert_fault(PsStatus status, const PsError *error) {
    allow_all();
    assert_int_equal(status, faults.failed ? PS_ERROR_MEMORY : PS_OK);
    if (faults.failed) {
        assert_sentence(error, "there is not enough memory: close other programs or use a smaller map");
    }
}

/* Runs prepare without faults, and picks the fault up again afterwards. */
static PsScene prepared_scene(void) {
    const int allowed = faults.allowed;
    allow_all();
    PsScene scene;
    assert_int_equal(ps_scene_init(&scene, NULL), PS_OK);
    faults.allowed = allowed;
    return scene;
}

static void try_map(void) {
    PsScene scene = prepared_scene();
    PsError error;
    PsMap map;
    PsStatus status = ps_map_copy(&scene.input, &map, &error);
    if (status == PS_OK) {
        status = ps_map_resize(&map, 5, 6, &error);
    }
    assert_fault(status, &error);
    assert_true(map.values != NULL || map.channels == 0);
    if (status != PS_OK && map.values != NULL) {
        assert_true(ps_map_equal(&map, &scene.input));
    }
    ps_map_free(&map);
    ps_scene_free(&scene);
}

static void a_map_is_whole_or_not_there(void **state) {
    (void)state;
    with_every_fault(try_map);
}

static void try_pool(void) {
    PsScene scene = prepared_scene();
    PsError error;
    PsMap output;
    int64_t *indices = NULL;
    const PsStatus status = ps_pool_forward(&scene.pool, &scene.input, &output, &indices, &error);
    assert_fault(status, &error);
    assert_int_equal(status == PS_OK, output.values != NULL);
    assert_int_equal(status == PS_OK, indices != NULL);
    ps_map_free(&output);
    ps_release(indices);
    ps_scene_free(&scene);
}

static void try_gradient(void) {
    PsScene scene = prepared_scene();
    PsError error;
    PsMap gradient;
    scene.pool.op = PS_POOL_ADAPTIVE_MAX;
    scene.pool.output_size[PS_HEIGHT] = scene.input.height;
    scene.pool.output_size[PS_WIDTH] = scene.input.width;
    const PsStatus status = ps_pool_gradient(&scene.pool, &scene.input, &scene.input, &gradient, &error);
    assert_fault(status, &error);
    assert_int_equal(status == PS_OK, gradient.values != NULL);
    ps_map_free(&gradient);
    ps_scene_free(&scene);
}

static void pooling_gives_all_or_nothing(void **state) {
    (void)state;
    with_every_fault(try_pool);
    with_every_fault(try_gradient);
}

static void try_scene(void) {
    PsError error;
    PsScene scene;
    PsScene copy = {.source = {PS_PATTERN_OWN, 0}};
    PsStatus status = ps_scene_init(&scene, &error);
    if (status == PS_OK) {
        status = ps_scene_copy(&scene, &copy, &error);
    }
    assert_fault(status, &error);
    assert_true(status == PS_OK || copy.input.values == NULL);
    ps_scene_free(&scene);
    ps_scene_free(&copy);
}

static void a_scene_is_whole_or_not_there(void **state) {
    (void)state;
    with_every_fault(try_scene);
}

/* Applies edit to a scene and checks that a fault leaves scene and edit. Frees the edit. */
static void try_edit(PsScene *scene, PsEdit *edit) {
    const int allowed = faults.allowed;
    allow_all();
    PsScene before;
    assert_int_equal(ps_scene_copy(scene, &before, NULL), PS_OK);
    faults.allowed = allowed;

    PsError error;
    PsEdit inverse;
    const PsEditKind kind = edit->kind;
    const PsStatus status = ps_scene_apply(scene, edit, &inverse, &error);
    assert_fault(status, &error);
    if (status != PS_OK) {
        assert_true(ps_scene_equal(scene, &before));
        assert_int_equal(edit->kind, kind);
        assert_int_equal(inverse.kind, PS_EDIT_NONE);
    }
    ps_edit_free(edit);
    ps_edit_free(&inverse);
    ps_scene_free(&before);
}

static void try_resize(void) {
    PsScene scene = prepared_scene();
    PsEdit edit = ps_edit_resize(&scene, 3, 6);
    try_edit(&scene, &edit);
    ps_scene_free(&scene);
}

static void a_resize_happens_or_does_not(void **state) {
    (void)state;
    with_every_fault(try_resize);
}

/* Makes an edit of both stacks, copies them, and applies it. */
static void try_stack(PsEditKind kind) {
    PsScene scene = prepared_scene();
    PsScene copy = {.source = {PS_PATTERN_OWN, 0}};
    PsError error;
    PsEdit edit;
    PsStatus status = ps_edit_stack(&edit, kind, "conv3\nadd(conv3 p1 | id)", &error);
    if (status == PS_OK) {
        PsSceneStack *held = kind == PS_EDIT_STACK ? &scene.stack : &scene.second;
        *held = edit.stack;
        status = ps_scene_copy_settings(&scene, &copy, &error);
        *held = (PsSceneStack){0};
    }
    if (status == PS_OK) {
        try_edit(&scene, &edit);
    } else {
        assert_fault(status, &error);
        assert_null(copy.stack.text);
        assert_null(copy.second.text);
        ps_edit_free(&edit);
    }
    ps_scene_free(&copy);
    ps_scene_free(&scene);
}

static void try_first_stack(void) {
    try_stack(PS_EDIT_STACK);
}

static void try_second_stack(void) {
    try_stack(PS_EDIT_SECOND);
}

static void a_stack_is_changed_or_is_not(void **state) {
    (void)state;
    with_every_fault(try_first_stack);
    with_every_fault(try_second_stack);
}

/* The tree is the edit's, or still the caller's. */
static void try_stack_tree(void) {
    const int allowed = faults.allowed;
    allow_all();
    static const char text[] = "conv3\nadd(conv3 p1 | id)";
    PsStack tree;
    assert_int_equal(ps_notation_read(text, sizeof text - 1, &tree, NULL), PS_OK);
    const int count = ps_stack_count(&tree);
    faults.allowed = allowed;

    PsError error;
    PsEdit edit;
    const PsStatus status = ps_edit_stack_tree(&edit, PS_EDIT_SECOND, &tree, &error);
    assert_fault(status, &error);
    assert_int_equal(ps_stack_count(&tree), status == PS_OK ? 0 : count);
    assert_int_equal(ps_stack_count(&edit.stack.tree), status == PS_OK ? count : 0);
    assert_int_equal(edit.stack.text != NULL, status == PS_OK);
    ps_edit_free(&edit);
    ps_stack_free(&tree);
}

static void an_edit_takes_a_stack_or_leaves_it(void **state) {
    (void)state;
    with_every_fault(try_stack_tree);
}

static void try_copying_document(void) {
    const int allowed = faults.allowed;
    allow_all();
    PsDocument document;
    assert_int_equal(ps_document_init(&document, NULL), PS_OK);
    assert_int_equal(ps_scene_stack_make("conv3", &document.scene.second, NULL), PS_OK);
    document.path = ps_allocate_text("a.json");
    document.stage = PS_STAGE_FIELD;
    faults.allowed = allowed;

    PsError error;
    PsDocument copy = {.step = 1};
    int64_t steps = 0;
    PsStatus status = ps_document_steps(&document, &steps, &error);
    if (status == PS_OK) {
        status = ps_document_copy(&document, &copy, &error);
    }
    assert_fault(status, &error);
    assert_true(status != PS_OK || ps_scene_equal(&document.scene, &copy.scene));
    assert_int_equal(copy.path != NULL, status == PS_OK);
    assert_int_equal(copy.scene.second.text != NULL, status == PS_OK);
    ps_document_free(&copy);
    ps_document_free(&document);
}

static void a_document_is_copied_whole_or_not_at_all(void **state) {
    (void)state;
    with_every_fault(try_copying_document);
}

static void try_making_cells(void) {
    PsScene scene = prepared_scene();
    PsError error;
    PsEdit edit;
    const PsStatus status = ps_edit_cells(&edit, &scene, 0, 0, 0, 1, 1, (const float[]){7}, &error);
    assert_fault(status, &error);
    assert_int_equal(edit.kind, status == PS_OK ? PS_EDIT_CELLS : PS_EDIT_NONE);
    ps_edit_free(&edit);
    ps_scene_free(&scene);
}

static void an_edit_of_cells_is_whole_or_none(void **state) {
    (void)state;
    with_every_fault(try_making_cells);
}

static void cells_inputs_and_settings_need_no_memory_to_apply(void **state) {
    (void)state;
    PsScene scene = prepared_scene();
    PsMap map = tutorial_map();
    PsEdit edits[] = {ps_edit_pool(&scene.pool),
                      ps_edit_input(&map, scene.source),
                      ps_edit_settings(PS_STAGE_FIELD, &scene.field),
                      {0}};
    assert_int_equal(ps_edit_cells(&edits[3], &scene, 0, 0, 0, 1, 1, (const float[]){7}, NULL), PS_OK);
    for (int i = 0; i < 4; i++) {
        allow(0, true);
        PsEdit inverse;
        assert_int_equal(ps_scene_apply(&scene, &edits[i], &inverse, NULL), PS_OK);
        allow_all();
        ps_edit_free(&inverse);
    }
    ps_scene_free(&scene);
}

/* A scene with three groups behind it, the middle one of several edits of every kind. */
static void prepare_history(PsScene *scene, PsHistory *history) {
    const int allowed = faults.allowed;
    *scene = prepared_scene();
    *history = (PsHistory){.undo = {.count = 0}};
    allow_all();
    PsPool pool = ps_pool_default();
    pool.op = PS_POOL_AVG;
    PsMap map;
    assert_int_equal(ps_map_init(&map, 2, 5, 5, NULL), PS_OK);
    ps_map_fill_pattern(&map, PS_PATTERN_NOISE, 1);
    PsEdit edit = ps_edit_pool(&pool);
    assert_int_equal(ps_history_apply(history, scene, &edit, 1, NULL), PS_OK);
    edit = ps_edit_input(&map, (PsSource){.pattern = PS_PATTERN_NOISE, .seed = 1});
    assert_int_equal(ps_history_apply(history, scene, &edit, 2, NULL), PS_OK);
    assert_int_equal(ps_edit_cells(&edit, scene, 1, 0, 0, 1, 1, (const float[]){7}, NULL), PS_OK);
    assert_int_equal(ps_history_apply(history, scene, &edit, 2, NULL), PS_OK);
    edit = ps_edit_resize(scene, 3, 7);
    assert_int_equal(ps_history_apply(history, scene, &edit, 2, NULL), PS_OK);
    assert_int_equal(ps_edit_cells(&edit, scene, 1, 0, 0, 1, 1, (const float[]){9}, NULL), PS_OK);
    assert_int_equal(ps_history_apply(history, scene, &edit, 2, NULL), PS_OK);
    faults.allowed = allowed;
}

/* Undoes, or redoes, one group under a fault; then without one; both ways lead where they should. */
static void try_moving(bool forward) {
    PsScene scene;
    PsHistory history;
    PsScene before;
    PsScene target;
    PsError error;
    prepare_history(&scene, &history);
    const int allowed = faults.allowed;
    allow_all();
    assert_int_equal(ps_scene_copy(&scene, &before, NULL), PS_OK);
    assert_int_equal(ps_history_undo(&history, &scene, NULL), PS_OK);
    assert_int_equal(ps_scene_copy(&scene, &target, NULL), PS_OK);
    if (!forward) {
        assert_int_equal(ps_history_redo(&history, &scene, NULL), PS_OK);
    }
    faults.allowed = allowed;

    const PsScene *from = forward ? &target : &before;
    const PsScene *to = forward ? &before : &target;
    PsStatus status =
        forward ? ps_history_redo(&history, &scene, &error) : ps_history_undo(&history, &scene, &error);
    assert_fault(status, &error);
    if (status != PS_OK) {
        assert_true(ps_scene_equal(&scene, from));
        status = forward ? ps_history_redo(&history, &scene, NULL) : ps_history_undo(&history, &scene, NULL);
    }
    assert_int_equal(status, PS_OK);
    assert_true(ps_scene_equal(&scene, to));
    ps_history_free(&history);
    ps_scene_free(&scene);
    ps_scene_free(&before);
    ps_scene_free(&target);
}

static void try_undo(void) {
    try_moving(false);
}

static void try_redo(void) {
    try_moving(true);
}

static void a_failed_undo_puts_the_group_back(void **state) {
    (void)state;
    with_every_fault(try_undo);
}

static void a_failed_redo_puts_the_group_back(void **state) {
    (void)state;
    with_every_fault(try_redo);
}

static void try_history_apply(void) {
    PsScene scene = prepared_scene();
    PsHistory history = {.undo = {.count = 0}};
    PsEdit edit = ps_edit_resize(&scene, 3, 6);
    PsError error;
    const PsStatus status = ps_history_apply(&history, &scene, &edit, 1, &error);
    assert_fault(status, &error);
    assert_int_equal(ps_history_can_undo(&history), status == PS_OK);
    assert_int_equal(edit.kind, status == PS_OK ? PS_EDIT_NONE : PS_EDIT_RESIZE);
    assert_int_equal(scene.input.height, status == PS_OK ? 3 : 4);
    ps_edit_free(&edit);
    ps_history_free(&history);
    ps_scene_free(&scene);
}

static void history_remembers_all_or_nothing(void **state) {
    (void)state;
    with_every_fault(try_history_apply);
}

/* Writes the scene's map in one format and reads it back. */
static void try_format(bool npy) {
    PsScene scene = prepared_scene();
    PsError error;
    PsBytes bytes = {.size = 0};
    PsMap map = {.channels = 0};
    PsStatus status =
        npy ? ps_npy_write(&scene.input, 2, &bytes, &error) : ps_csv_write(&scene.input, ',', &bytes, &error);
    if (status == PS_OK) {
        status = npy ? ps_npy_read(bytes.data, bytes.size, &map, NULL, &error)
                     : ps_csv_read(bytes.data, bytes.size, &map, &error);
    }
    assert_fault(status, &error);
    assert_int_equal(status == PS_OK, map.values != NULL);
    ps_map_free(&map);
    ps_bytes_free(&bytes);
    ps_scene_free(&scene);
}

static void try_npy(void) {
    try_format(true);
}

static void try_csv(void) {
    try_format(false);
}

static void a_map_from_bytes_is_whole_or_not_there(void **state) {
    (void)state;
    with_every_fault(try_npy);
    with_every_fault(try_csv);
}

static void try_read(void) {
    PsBytes bytes = {.size = 0};
    PsError error;
    const PsFileReading any = {.limit = 10, .any_kind = true};
    const PsStatus status = ps_file_read_by("/dev/null", &any, &bytes, &error);
    assert_fault(status, &error);
    assert_int_equal(status == PS_OK, bytes.data != NULL);
    ps_bytes_free(&bytes);
}

/* The target holds the old bytes or the new ones, and removing it leaves nothing (file_test.c looks for
 * temporaries). Without memory the folder is not synced: that is no failure. */
static void try_write(void) {
    static const char path[] = "memory_fault_test.tmp";
    const int allowed = faults.allowed;
    allow_all();
    assert_int_equal(ps_file_write(path, "old", 3, NULL), PS_OK);
    faults.allowed = allowed;
    const PsStatus status = ps_file_write(path, "new", 3, NULL);
    allow_all();
    assert_true(status == PS_OK || (status == PS_ERROR_MEMORY && faults.failed));
    PsBytes bytes = {.size = 0};
    assert_int_equal(ps_file_read(path, 10, &bytes, NULL), PS_OK);
    assert_string_equal((const char *)bytes.data, status == PS_OK ? "new" : "old");
    ps_bytes_free(&bytes);
    assert_int_equal(remove(path), 0);
}

static void try_write_directly(void) {
    PsError error;
    assert_fault(ps_file_write("/dev/null", "new", 3, &error), &error);
}

static void a_file_is_read_and_written_or_not(void **state) {
    (void)state;
    with_every_fault(try_read);
    with_every_fault(try_write);
    with_every_fault(try_write_directly);
}

/* ---- a document from the file to the file ---- */

/* What a person has before them: a run of steps over it goes on until one fails. */
typedef struct Document {
    PsScene scene;
    PsHistory history;
} Document;

static const char document_path[] = "memory_fault_test.json";

static PsStatus open_document(Document *document, PsError *error) {
    /* Tokens around the sizes at which jansson's buffer grows: with quotes 15 to 17 and 31 to 33 bytes. */
    static const char text[] =
        "{ \"poolscope\": 1, \"input\": [[1.2345678901234,2,3],[12.34567890123456,5,6],[\"nan\",-0.0,9]],\n"
        "  \"pool\": { \"op\": \"avg\", \"kernel_size\": 2, \"count_include_pad\": false },\n"
        "  \"stack\": [\"#234567890123\", \"#2345678901234\", \"#23456789012345\",\n"
        "            \"#2345678901234567890123456789\", \"#23456789012345678901234567890\",\n"
        "            \"#234567890123456789012345678901\", \"conv3\", \"add(conv3/2 p1 | conv1/2)\", "
        "\"gap\"],\n"
        "  \"field\": { \"beside\": [\"conv7\"], \"view\": \"effective\" } }\n";
    char *input = NULL;
    PsDocument read;
    const PsStatus status =
        ps_scene_json_read((const unsigned char *)text, sizeof text - 1, &read, &input, error);
    const PsScene scene = read.scene;
    assert_null(input);
    if (status == PS_OK) {
        assert_memory_equal(scene.stack.text, "#234567890123\n#2345678901234\n#23456789012345\n", 45);
        assert_string_equal(scene.second.text, "conv7");
        ps_scene_free(&document->scene);
        document->scene = scene;
    } else {
        assert_null(scene.input.values);
        assert_null(scene.stack.text);
        assert_null(scene.second.text);
    }
    return status;
}

static PsStatus edit_document(Document *document, PsError *error) {
    PsEdit edit;
    PsStatus status = ps_edit_cells(&edit, &document->scene, 0, 1, 1, 1, 2, (const float[]){-7, 0.5F}, error);
    if (status == PS_OK) {
        status = ps_history_apply(&document->history, &document->scene, &edit, 1, error);
    }
    ps_edit_free(&edit);
    return status;
}

static PsStatus restack_document(Document *document, PsError *error) {
    PsEdit edit;
    PsStatus status = ps_edit_stack(&edit, PS_EDIT_STACK, "conv3 # once\nadd(conv3 p1 | id)", error);
    if (status == PS_OK) {
        status = ps_history_apply(&document->history, &document->scene, &edit, 3, error);
    }
    ps_edit_free(&edit);
    return status;
}

/* A tree becomes an edit and stays whose it was where that fails. */
static PsStatus replant_document(Document *document, PsError *error) {
    PsStack tree;
    PsEdit edit = {.kind = PS_EDIT_NONE};
    PsStatus status = ps_stack_copy(&document->scene.stack.tree, &tree, error);
    if (status == PS_OK) {
        status = ps_edit_stack_tree(&edit, PS_EDIT_STACK, &tree, error);
    }
    if (status == PS_OK) {
        status = ps_history_apply(&document->history, &document->scene, &edit, 4, error);
    }
    ps_stack_free(&tree);
    ps_edit_free(&edit);
    return status;
}

static PsStatus resize_document(Document *document, PsError *error) {
    /* A few cells more than a file of a scene holds. */
    PsEdit edit = ps_edit_resize(&document->scene, 256, 257);
    const PsStatus status = ps_history_apply(&document->history, &document->scene, &edit, 2, error);
    ps_edit_free(&edit);
    return status;
}

static PsStatus pool_document(Document *document, PsError *error) {
    PsMap output;
    const PsStatus status =
        ps_pool_forward(&document->scene.pool, &document->scene.input, &output, NULL, error);
    ps_map_free(&output);
    return status;
}

/* Borrowed. */
static PsDocument shown_of(const Document *document) {
    return (PsDocument){.scene = document->scene};
}

static PsStatus write_document(Document *document, PsError *error) {
    const PsDocument shown = shown_of(document);
    PsBytes bytes = {0};
    const PsStatus status = ps_scene_json_write(&shown, NULL, &bytes, error);
    assert_true(status == PS_OK || bytes.size == 0);
    ps_bytes_free(&bytes);
    return status;
}

static PsStatus save_document(Document *document, PsError *error) {
    const PsDocument shown = shown_of(document);
    return ps_scene_file_write(document_path, &shown, error);
}

static PsStatus reopen_document(Document *document, PsError *error) {
    PsDocument read;
    const PsStatus status = ps_scene_file_read(document_path, &read, error);
    assert_true(status == PS_OK ? ps_scene_equal(&read.scene, &document->scene)
                                : read.scene.input.values == NULL);
    ps_document_free(&read);
    return status;
}

static PsStatus undo_document(Document *document, PsError *error) {
    return ps_history_undo(&document->history, &document->scene, error);
}

/* Runs one step; where it fails, it says why and the scene is what it was. */
static PsStatus try_step(Document *document, PsStatus (*step)(Document *document, PsError *error)) {
    const int allowed = faults.allowed;
    allow_all();
    PsScene before;
    assert_int_equal(ps_scene_copy(&document->scene, &before, NULL), PS_OK);
    faults.allowed = allowed;
    PsError error = {0};
    const PsStatus status = step(document, &error);
    if (status != PS_OK) {
        assert_fault(status, &error);
        assert_true(ps_scene_equal(&document->scene, &before));
    }
    const int left = faults.allowed;
    allow_all();
    ps_scene_free(&before);
    faults.allowed = left;
    return status;
}

/* Those that a failed save could not clear away. */
static void remove_own_maps(void) {
    PsFolder folder = {0};
    assert_int_equal(ps_folder_list(".", &folder, NULL), PS_OK);
    for (size_t i = 0; i < folder.count; i++) {
        const char *name = folder.entries[i].name;
        if (strncmp(name, "memory_fault_test.", 18) == 0 && strstr(name, ".npy")) {
            remove(name);
        }
    }
    ps_folder_free(&folder);
}

static void try_document(void) {
    static PsStatus (*const steps[])(Document * document, PsError * error) = {
        open_document,    edit_document,    pool_document,  write_document, save_document, reopen_document,
        restack_document, replant_document, write_document, undo_document,  undo_document, undo_document,
        save_document,    resize_document,  save_document,  reopen_document};
    Document document = {.scene = prepared_scene()};
    PsStatus status = PS_OK;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && status == PS_OK; i++) {
        status = try_step(&document, steps[i]);
    }
    allow_all();
    ps_history_free(&document.history);
    ps_scene_free(&document.scene);
    remove(document_path);
    remove_own_maps();
}

static void a_document_stands_whatever_fails(void **state) {
    (void)state;
    json_set_alloc_funcs(allocate_for_json, free);
    with_every_fault(try_document);
    json_set_alloc_funcs(malloc, free);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_map_is_whole_or_not_there),
        cmocka_unit_test(pooling_gives_all_or_nothing),
        cmocka_unit_test(a_scene_is_whole_or_not_there),
        cmocka_unit_test(a_resize_happens_or_does_not),
        cmocka_unit_test(a_stack_is_changed_or_is_not),
        cmocka_unit_test(an_edit_takes_a_stack_or_leaves_it),
        cmocka_unit_test(a_document_is_copied_whole_or_not_at_all),
        cmocka_unit_test(an_edit_of_cells_is_whole_or_none),
        cmocka_unit_test(cells_inputs_and_settings_need_no_memory_to_apply),
        cmocka_unit_test(a_failed_undo_puts_the_group_back),
        cmocka_unit_test(a_failed_redo_puts_the_group_back),
        cmocka_unit_test(history_remembers_all_or_nothing),
        cmocka_unit_test(a_map_from_bytes_is_whole_or_not_there),
        cmocka_unit_test(a_file_is_read_and_written_or_not),
        cmocka_unit_test(a_document_stands_whatever_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
