/* How layers, titles and numbers look, for all parts of the Receptive field stage.
 *
 * No part's geometry is decided here; a label is the same text wherever a layer is told.
 */
#ifndef FIELD_LOOK_H
#define FIELD_LOOK_H

#include "app/stages/field/layout.h"

/* Colour and mark of a layer. */
Color field_hue(const Theme *theme, const PsLayer *layer);
Icon field_mark(const PsLayer *layer);

/* "Max pool": what a kind is called where a layer has no name; untranslated. */
const char *field_kind_name(PsLayerKind kind);

/* How many layers of each mark a block holds, in a row that ends at right; returns how wide that is. */
float field_counts_draw(Canvas *canvas, const Theme *theme, const FollowedStack *stack,
                        const StackBlock *block, float unit, Point right);

/* The name under which a row is in the tree: its layer's, and where another has it too "conv3 2". */
void field_row_label(const FollowedStack *stack, int row, char *label, size_t size);

/* "conv1_1 (1st)", "11 (7th)": a layer by its name and its place, so that neither is taken for the other. */
enum { FIELD_LAYER_SIZE = PS_LAYER_TITLE_SIZE + 32 };
void field_layer_words(const FollowedStack *stack, int row, char words[FIELD_LAYER_SIZE]);

/* "12", "2.5", "0.5": sizes, jumps, starts. */
void field_number(double value, PsNumberForm form, char text[PS_NUMBER_SIZE]);

/* Title and the line under it, at the top of a part. */
void field_titles(const Pen *pen, const FieldLayout *layout, Rect part, const char *title, const char *line);

/* "VGG-16 on 32 × 32"; of a stack that is no ready one (preset -1) name says what it is. */
void field_stack_title(const FollowedStack *stack, int preset, const char *name, char *text, size_t size);

/* A font of size pixels at text size 100 %, in the stage's unit. */
Font field_font(float unit, FontFace face, float size);

/* The font, smaller where the text is wider than room; 8 pixels at least. */
Font field_fit(const Canvas *canvas, Font font, float room, const char *text);

/* Whether the sum of a row is hidden from a class. */
bool field_covered(const StageScope *scope, int row);

#endif
