/* What the cards of all columns have in common: ground and title, the question, the box of the formula, lines
 * of text.
 *
 * What a card shows is value_card.h's and gradient_card.h's. Texts are told where they are drawn.
 */
#ifndef COMPARE_CARD_H
#define COMPARE_CARD_H

#include "app/stages/compare/pose.h"

void compare_card_ground(const ComparePose *pose, const CompareCard *card, PsColumn column);

/* What the column asks, or what is taken away from it. */
void compare_card_question(const ComparePose *pose, const CompareCard *card, PsColumn column, PsMinus minus);

/* The box of the formula; hint: the words in it before the first step, which go while it moves. */
void compare_card_box(const ComparePose *pose, const CompareCard *card);
void compare_card_hint(const ComparePose *pose, const CompareCard *card);

/* A line of text with its middle at y. */
typedef struct CardLine {
    float y;
    Font font;
    Color color;
} CardLine;

void compare_card_line(const ComparePose *pose, const CompareCard *card, CardLine line, const char *text);

/* Words in the middle of a cell's width, at a share of its height, as large as font where they fit. */
typedef struct CardWords {
    Rect cell;
    float share;
    Font font;
    Color color;
} CardWords;

void compare_card_words(const ComparePose *pose, CardWords words, const char *text);

#endif
