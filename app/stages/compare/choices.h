/* What is chosen on the Compare stage itself: values or gradient, hidden answers, what a column is less, the
 * fourth column and its seed.
 *
 * Each choice is asked for as an edit; nothing here changes scene or view.
 */
#ifndef COMPARE_CHOICES_H
#define COMPARE_CHOICES_H

#include "app/stages/compare/layout.h"

/* Values or gradient, and the class's switch at the row's other end. */
void compare_view_row(const StageContext *context, const CompareLayout *layout);

/* The seed of a column that draws at random, where there is one. */
void compare_seed_row(const StageContext *context, const CompareLayout *layout);

/* The menu of what a column is less. */
void compare_difference_menu(const StageContext *context, const CompareLayout *layout, int column);

/* The menu of the fourth column: in its place while there is none, then in its title. */
void compare_fourth_menu(const StageContext *context, const CompareLayout *layout);

/* The button that names the windows and opens their settings. */
void compare_settings_button(const StageContext *context, const CompareLayout *layout);

#endif
