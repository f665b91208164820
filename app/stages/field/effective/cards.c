/* Three figures of the chosen neuron in cards: side by side, or one under the other in a narrow room. */
#include "app/stages/field/effective/cards.h"

#include "app/stages/field/effective/words.h"
#include "app/stages/field/look.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>

/* In units. Below COLUMNS the cards stand one under the other. */
enum { TITLES = 84, GAP = 16, CARD = 108, CARD_ROW = 60, COLUMNS = 440, CARDS = 3, LINE = 17 };

static bool stands_in_columns(const FieldEffective *effective) {
    return effective->layout->right.w >= COLUMNS * effective->unit;
}

static Rect card_rect(const FieldEffective *effective, int i) {
    const float unit = effective->unit;
    const Rect right = effective->layout->right;
    const float top = right.y + roundf(TITLES * unit);
    if (!stands_in_columns(effective)) {
        const float high = roundf(CARD_ROW * unit);
        return (Rect){right.x, top + (float)i * (high + roundf(10 * unit)), right.w, high};
    }
    const float width = (right.w - (CARDS - 1) * GAP * unit) / CARDS;
    return (Rect){right.x + (float)i * (width + GAP * unit), top, width, roundf(CARD * unit)};
}

Rect field_effective_chart_rect(const FieldEffective *effective) {
    const Rect right = effective->layout->right;
    const Rect last = card_rect(effective, CARDS - 1);
    const float top = last.y + last.h + roundf(22 * effective->unit);
    return (Rect){right.x, top, right.w, right.y + right.h - top - roundf(20 * effective->unit)};
}

/* One card: its figure and what it is. */
typedef struct Card {
    char figure[PS_NUMBER_SIZE];
    char words[96];
    char more[96]; /* a line in the mono face under them */
} Card;

static void fill_ratio(const FieldEffective *effective, Card *card) {
    const PsSpread *spread = &effective->now->spread;
    char width[FIELD_SHORT_SIZE];
    char field[FIELD_SHORT_SIZE];
    field_effective_short(spread->width[PS_WIDTH], 1, width);
    field_effective_short(effective->whole[PS_WIDTH], 1, field);
    snprintf(card->figure, sizeof card->figure, "%.0f %%", 100 * spread->ratio[PS_WIDTH]);
    snprintf(card->more, sizeof card->more, _("4σ %s %s of %s"),
             field_effective_equals(spread->width[PS_WIDTH], width), width, field);
}

static void fill_central(const FieldEffective *effective, Card *card) {
    const PsSpread *spread = &effective->now->spread;
    snprintf(card->figure, sizeof card->figure, spread->central > 0.9995 ? "%.0f %%" : "%.3g %%",
             100 * spread->central);
    snprintf(card->words, sizeof card->words, _("of all influence in the central half, %d × %d"),
             spread->half[PS_HEIGHT], spread->half[PS_WIDTH]);
}

/* How much the strongest cell has to say: as paths, or as its share. */
static void fill_peak(const FieldEffective *effective, Card *card) {
    const EffectiveFieldMap *now = effective->now;
    if (effective->wish.random) {
        const double sum = field_effective_sum(&now->influence);
        char share[PS_NUMBER_SIZE];
        ps_number_write_share(share, sum > 0 ? now->spread.peak / sum : 0);
        snprintf(card->figure, sizeof card->figure, "%.40s %%", share);
        snprintf(card->more, sizeof card->more, _("seeds 0 to %d"), now->influence.seeds - 1);
        return;
    }
    char corner[PS_NUMBER_SIZE];
    ps_number_write_count(card->figure, now->spread.peak, now->influence.exponent, PS_NUMBER_SCREEN);
    ps_number_write_count(corner, now->spread.corner, now->influence.exponent, PS_NUMBER_SCREEN);
    snprintf(card->more, sizeof card->more, _("%s from each corner"), corner);
}

static Card make_card(const FieldEffective *effective, int i) {
    static void (*const fills[CARDS])(const FieldEffective *, Card *) = {fill_ratio, fill_central, fill_peak};
    const char *const words[CARDS] = {_("effective width"), _("of all influence in the central half"),
                                      effective->wish.random ? _("in the strongest cell")
                                                             : _("paths from the middle")};
    Card card = {.figure = "–"};
    snprintf(card.words, sizeof card.words, "%s", words[i]);
    if (effective->covered) {
        snprintf(card.figure, sizeof card.figure, "?");
    } else if (effective->now != NULL && effective->now->spread.peak > 0 && effective->field != NULL) {
        fills[i](effective, &card);
    }
    return card;
}

/* Where a card's texts stand: the figure over the words, or at their left. */
typedef struct CardPlaces {
    Point figure;
    float figure_room;
    Rect words; /* from the middle of their first line down */
} CardPlaces;

static CardPlaces lay_card(const FieldEffective *effective, Rect rect) {
    const float unit = effective->unit;
    const float pad = roundf(16 * unit);
    if (stands_in_columns(effective)) {
        return (CardPlaces){{rect.x + pad, rect.y + roundf(33 * unit)},
                            rect.w - 2 * pad,
                            {rect.x + pad, rect.y + roundf(68 * unit), rect.w - 1.5F * pad, 0}};
    }
    const float split = rect.w * 0.42F;
    return (CardPlaces){{rect.x + pad, rect.y + rect.h / 2},
                        split - pad,
                        {rect.x + split + pad / 2, rect.y + roundf(20 * unit), rect.w * 0.58F - pad, 0}};
}

static void draw_card(const FieldEffective *effective, Canvas *canvas, int i) {
    const Theme *theme = effective->theme;
    const float unit = effective->unit;
    const Rect rect = card_rect(effective, i);
    const CardPlaces at = lay_card(effective, rect);
    const Card card = make_card(effective, i);
    const Font font = field_fit(canvas, field_font(unit, FONT_MONO, 30), at.figure_room, card.figure);
    const Font small = field_fit(canvas, field_font(unit, FONT_MONO, 12), at.words.w, card.more);
    const float line = roundf(LINE * unit);
    canvas_fill(canvas, rect, roundf(12 * unit), theme->line);
    canvas_fill(canvas, rect_inset(rect, fmaxf(1, unit * theme->hairline)), roundf(11 * unit), theme->raised);
    canvas_text(canvas, font, at.figure.x, at.figure.y, i == 0 ? theme->window_text : theme->text,
                card.figure);
    const int lines = canvas_paragraph(canvas, field_font(unit, FONT_REGULAR, 12), at.words, line,
                                       theme->muted, card.words, true);
    (void)canvas_text_aligned(canvas, small, at.words.x, at.words.y + line * (float)lines, ALIGN_LEFT,
                              at.words.w, theme->muted, card.more);
}

void field_effective_cards_draw(const FieldEffective *effective, Canvas *canvas) {
    for (int i = 0; i < CARDS; i++) {
        draw_card(effective, canvas, i);
    }
}

void field_effective_cards_tell(const FieldEffective *effective) {
    const char *const labels[CARDS] = {N_("Effective width"), N_("Central half"), N_("Strongest cell")};
    for (int i = 0; i < CARDS; i++) {
        const Card card = make_card(effective, i);
        char value[PS_NUMBER_SIZE + 200];
        snprintf(value, sizeof value, "%s %s %s", card.figure, card.words, card.more);
        pen_report_text(&effective->scope->pen, labels[i], value, card_rect(effective, i));
    }
}

/* Covered cards are uncovered by a press. */
void field_effective_cards_controls(const StageContext *context, const FieldEffective *effective) {
    if (!effective->covered) {
        return;
    }
    const Rect all = rect_union(card_rect(effective, 0), card_rect(effective, CARDS - 1));
    const UiAct act = ui_interact(context->ui, ui_id("effective cards"), all, UI_STOP);
    if (act.clicked) {
        context->requests->reveal = effective->shown->row;
    }
    ui_tooltip(context->ui, act, all, _("Click or press Enter to reveal the answer"));
}
