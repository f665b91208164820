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
    return effective->layout->right.w >= COLUMNS * effective->layout->unit;
}

static Rect card_rect(const FieldEffective *effective, int i) {
    const float unit = effective->layout->unit;
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
    const float unit = effective->layout->unit;
    const Rect right = effective->layout->right;
    const Rect last = card_rect(effective, CARDS - 1);
    const float top = last.y + last.h + roundf(22 * unit);
    return (Rect){right.x, top, right.w, right.y + right.h - top - roundf(20 * unit)};
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
    snprintf(card->more, sizeof card->more, _("4σ = %s of %s"), width, field);
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
        double sum = 0;
        for (int i = 0; i < now->influence.height; i++) {
            sum += now->influence.profile[PS_HEIGHT][i];
        }
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

Font field_effective_fit(const FieldEffective *effective, const char *text, float size, float room) {
    Font font = field_font(effective->layout, FONT_MONO, size);
    while (font.size > 8 && canvas_text_width(effective->context->ui->canvas, font, text) > room) {
        font.size--;
    }
    return font;
}

static void draw_card(const FieldEffective *effective, int i) {
    Ui *ui = effective->context->ui;
    const Theme *theme = ui->theme;
    const float unit = effective->layout->unit;
    const Rect rect = card_rect(effective, i);
    const Card card = make_card(effective, i);
    const bool columns = stands_in_columns(effective);
    const float pad = roundf(16 * unit);
    const float line = roundf(LINE * unit);
    const float room = columns ? rect.w - 2 * pad : rect.w * 0.42F - pad;
    const Font font = field_effective_fit(effective, card.figure, 30, room);
    canvas_fill(ui->canvas, rect, roundf(12 * unit), theme->line);
    canvas_fill(ui->canvas, rect_inset(rect, fmaxf(1, unit * theme->hairline)), roundf(11 * unit),
                theme->raised);
    canvas_text(ui->canvas, font, rect.x + pad, columns ? rect.y + roundf(33 * unit) : rect.y + rect.h / 2,
                i == 0 ? theme->window_text : theme->text, card.figure);
    const Font small = field_font(effective->layout, FONT_REGULAR, 12);
    const Rect words = {columns ? rect.x + pad : rect.x + rect.w * 0.42F + pad / 2,
                        columns ? rect.y + roundf(68 * unit) : rect.y + roundf(20 * unit),
                        columns ? rect.w - 1.5F * pad : rect.w * 0.58F - pad, 0};
    const int lines = canvas_paragraph(ui->canvas, small, words, line, theme->muted, card.words, true);
    (void)canvas_text_aligned(ui->canvas, field_effective_fit(effective, card.more, 12, words.w), words.x,
                              words.y + line * (float)lines, ALIGN_LEFT, words.w, theme->muted, card.more);
}

void field_effective_cards_draw(const FieldEffective *effective) {
    for (int i = 0; i < CARDS; i++) {
        draw_card(effective, i);
    }
}

void field_effective_cards_controls(const FieldEffective *effective) {
    Ui *ui = effective->context->ui;
    const char *const labels[CARDS] = {N_("Effective width"), N_("Central half"), N_("Strongest cell")};
    Rect all = card_rect(effective, 0);
    for (int i = 0; i < CARDS; i++) {
        const Card card = make_card(effective, i);
        char value[PS_NUMBER_SIZE + 200];
        snprintf(value, sizeof value, "%s %s %s", card.figure, card.words, card.more);
        ui_report_text(ui, labels[i], value, card_rect(effective, i));
        all = rect_union(all, card_rect(effective, i));
    }
    if (!effective->covered) {
        return;
    }
    const UiAct act = ui_interact(ui, ui_id("effective cards"), all, UI_STOP);
    if (act.clicked) {
        effective->context->requests->reveal = effective->shown->row;
    }
    ui_tooltip(ui, act, all, _("Click or press Enter to reveal the answer"));
}
