/* Every allocation that a session makes, and jansson for it, made to fail in turn: a write happens or leaves
 * the session that was there, a reading gives all or says that memory is short.
 *
 * Linked with --wrap=ps_allocate and --wrap=ps_reallocate, as memory_fault_test is.
 */
#define _XOPEN_SOURCE 700 /* NOLINT(bugprone-reserved-identifier): POSIX asks for it */

#include "core/session.h"

#include "faults.h"
#include "unit.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

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

/* A scene of height x 300 cells, with a stack, under step. */
static PsDocument scene_of(int height, int64_t step) {
    PsDocument document;
    assert_int_equal(ps_document_init(&document, NULL), PS_OK);
    assert_int_equal(ps_map_resize(&document.scene.input, height, 300, NULL), PS_OK);
    document.step = step;
    document.path = ps_allocate_text("/tmp/a.json");
    assert_non_null(document.path);
    assert_int_equal(ps_scene_stack_make("conv3\n", &document.scene.stack, NULL), PS_OK);
    assert_int_equal(ps_scene_stack_make("gap", &document.scene.second, NULL), PS_OK);
    return document;
}

static void assert_kept(const char *folder, const PsDocument *expected) {
    PsSession *session = ps_session_create(folder);
    assert_non_null(session);
    PsDocument document;
    bool found = false;
    assert_int_equal(ps_session_read(session, &document, &found, NULL), PS_OK);
    assert_true(found);
    assert_true(ps_scene_equal(&document.scene, &expected->scene));
    ps_document_free(&document);
    ps_session_destroy(session);
}

static void remove_files(const char *folder) {
    static const char *const names[] = {"session-a", "session-b", "map-1.npy", "map-2.npy", "map-3.npy"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[100];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        (void)remove(path);
    }
}

/* Writes two scenes, the second with every fault in turn. */
static void try_writing(const char *folder, int height) {
    PsDocument first = scene_of(height, 1);
    PsDocument second = scene_of(height, 2);
    for (int faulty = 0; faulty == 0 || faults.failed; faulty++) {
        remove_files(folder);
        PsSession *session = ps_session_create(folder);
        assert_non_null(session);
        assert_int_equal(ps_session_write(session, &first, NULL), PS_OK);
        ps_map_set(&second.scene.input, 0, height - 1, 299, (float)faulty);
        ps_session_mark_cells(session, 0, height - 1, 299, 1, 1);
        if (faulty % 2 == 0) {
            ps_session_mark_all(session);
        }
        PsError error;
        allow(faulty / 2, true);
        const PsStatus status = ps_session_write(session, &second, &error);
        allow_all();
        /* Syncing the folder after the rename may do without memory. */
        assert_true(status == PS_OK || (status == PS_ERROR_MEMORY && faults.failed));
        assert_kept(folder, status == PS_OK ? &second : &first);
        /* Nothing is lost: the next write makes up for it. */
        assert_int_equal(ps_session_write(session, &second, NULL), PS_OK);
        assert_kept(folder, &second);
        ps_session_destroy(session);
        faults.failed = faults.failed || faulty % 2 == 0;
    }
    remove_files(folder);
    ps_document_free(&first);
    ps_document_free(&second);
}

static void a_write_happens_or_leaves_what_was_kept(void **state) {
    try_writing(*state, 10);
    try_writing(*state, 300);
}

/* lasting: all allocations behind the one that fails do too. */
static void read_with_faults(const char *folder, const PsDocument *expected, bool lasting) {
    int faulty = 0;
    do {
        allow(faulty++, lasting);
        PsSession *session = ps_session_create(folder);
        PsDocument document = {.step = 0};
        bool found = false;
        PsStatus status = PS_ERROR_MEMORY;
        if (session) {
            status = ps_session_read(session, &document, &found, NULL);
        }
        allow_all();
        /* jansson does without some of what it asks for. */
        assert_true(status == PS_OK || (status == PS_ERROR_MEMORY && faults.failed));
        assert_int_equal(found, status == PS_OK);
        assert_int_equal(found, document.scene.input.values != NULL);
        assert_int_equal(found, document.path != NULL);
        if (found) {
            assert_true(ps_scene_equal(&document.scene, &expected->scene));
            assert_string_equal(document.path, expected->path);
            assert_int_equal(document.stage, expected->stage);
            assert_int_equal(document.step, expected->step);
        }
        ps_document_free(&document);
        ps_session_destroy(session);
    } while (faults.failed);
    assert_true(faulty > 5);
}

static void read_with_every_fault(const char *folder, const PsDocument *expected) {
    read_with_faults(folder, expected, true);
    read_with_faults(folder, expected, false);
}

static void try_reading(const char *folder, int height) {
    PsDocument kept = scene_of(height, 1);
    PsSession *writer = ps_session_create(folder);
    assert_non_null(writer);
    assert_int_equal(ps_session_write(writer, &kept, NULL), PS_OK);
    ps_session_mark_cells(writer, 0, 0, 0, 1, 1);
    assert_int_equal(ps_session_write(writer, &kept, NULL), PS_OK);
    ps_session_destroy(writer);
    read_with_every_fault(folder, &kept);
    remove_files(folder);
    ps_document_free(&kept);
}

static void a_reading_gives_all_or_says_that_memory_is_short(void **state) {
    try_reading(*state, 10);
    try_reading(*state, 300);
}

/* One of a version that wrote the scene into the session's line, see tests/data/old. */
static void an_old_session_is_read_whole_or_memory_is_short(void **state) {
    static const char folder[] = POOLSCOPE_TEST_DATA "/old/field";
    (void)state;
    PsSession *session = ps_session_create(folder);
    PsDocument document;
    bool found = false;
    assert_non_null(session);
    assert_int_equal(ps_session_read(session, &document, &found, NULL), PS_OK);
    assert_true(found);
    assert_non_null(document.scene.second.text);
    read_with_every_fault(folder, &document);
    ps_document_free(&document);
    ps_session_destroy(session);
}

static int enter_folder(void **state) {
    static char folder[] = "/tmp/poolscope-session-fault-XXXXXX";
    *state = folder;
    return mkdtemp(folder) ? 0 : -1;
}

static int leave_folder(void **state) {
    return rmdir(*state);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_write_happens_or_leaves_what_was_kept),
        cmocka_unit_test(a_reading_gives_all_or_says_that_memory_is_short),
        cmocka_unit_test(an_old_session_is_read_whole_or_memory_is_short),
    };
    json_set_alloc_funcs(allocate_for_json, free);
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
