/* A folder for each test, in the folder the test runs in: entered before, gone after. Include it after the
 * header that is tested. */
#ifndef FOLDER_H
#define FOLDER_H

#include "tests/unit/unit.h"

#include "core/file.h"

/* As setup and teardown of a test, whose state is the folder's path. */
int folder_enter(void **state);
int folder_leave(void **state);

void folder_put(const char *name, const char *text);
void folder_make(const char *name);

/* Whether both files hold the same bytes, and at least one. */
bool folder_same(const char *one, const char *other);

#define FOLDER_TEST(function) cmocka_unit_test_setup_teardown(function, folder_enter, folder_leave)

#endif
