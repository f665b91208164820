/* The session: two slots that take turns, and a base file that holds the cells of a large map.
 *
 *   slot:  "poolscope-session 1 SEQUENCE BYTES CHECKSUM\n"   fixed widths; bytes and checksum of what follows
 *          one line of JSON                                  everything but the cells
 *          float32, lowest byte first                        all cells of a small map, changed tiles of a
 * large base:  map-SEQUENCE.npy                                  all cells, as they were at that write
 *
 * It knows nothing of when to write. Invariants: a slot only ever names a base that was complete before the
 * slot was written, and no base is removed while a slot names it; `tiles` says which of the base's tiles
 * differ from the scene that is to be written, unless `all` says that the base is of no use.
 */
#include "core/session.h"

#include "core/checksum.h"
#include "core/file.h"
#include "core/folder.h"
#include "core/memory.h"
#include "core/npy.h"
#include "core/session_bytes.h"
#include "core/session_text.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* INLINE_CELLS: larger maps have a base. TILES: the most a slot holds. BASE_SHARE: more than this part of the
 * map changed asks for a new base. BLOCK: cells put into bytes at a time. SKIPPED: sequences passed over
 * where their base cannot be. */
enum {
    SLOTS = 2,
    VERSION = 1,
    INLINE_CELLS = 65536,
    TILE = 64,
    TILES = 65536,
    BASE_SHARE = 8,
    BLOCK = 1024,
    NAME_SIZE = 40,
    SKIPPED = 64,
    HEADER_SIZE = 79,
    CELL_SIZE = 4
};

/* The longest text of a slot. */
#define TEXT_LIMIT ((size_t)64 << 20)

/* What is read of a base beside its cells. */
#define BASE_HEADER_LIMIT ((size_t)4096)

static const char *const slot_names[SLOTS] = {"session-a", "session-b"};
/* The first is the lock, unless something is there that is no file; then it is the next. */
static const char *const lock_names[] = {"window.lock", "window-lock", "window.lck"};
enum { LOCKS = sizeof lock_names / sizeof lock_names[0] };

/* What is known of a slot's file; zeroed where it is not there or damaged. */
typedef struct Slot {
    int64_t sequence; /* from 1 */
    int64_t base;     /* sequence of the base it names, 0: none */
} Slot;

struct PsSession {
    char *folder; /* "" or ends in a separator */
    PsFileLock lock;
    bool surveyed;
    Slot slots[SLOTS];
    bool sweep;                  /* there may be files that nothing refers to */
    PsSessionBase base;          /* what the next slot can name */
    int channels, height, width; /* of the base's map */
    unsigned char *tiles; /* [channels][tile rows][tile columns]: 1 where changed since; null: no base */
    bool all;
};

/* A slot's file, read. */
typedef struct Content {
    PsBytes bytes;
    PsSessionText text;
    const unsigned char *cells; /* in bytes */
    size_t cells_size;
} Content;

typedef struct TileRect {
    int channel, row, column, height, width;
} TileRect;

/* ---- tiles ---- */

static int64_t tiles_along(int64_t cells) {
    return (cells + TILE - 1) / TILE;
}

static int64_t count_tiles(const PsMap *map) {
    return map->channels * tiles_along(map->height) * tiles_along(map->width);
}

static int least(int one, int other) {
    return one < other ? one : other;
}

static TileRect tile_at(const PsMap *map, int64_t index) {
    const int64_t columns = tiles_along(map->width);
    const int64_t rows = tiles_along(map->height);
    const int row = (int)(index / columns % rows) * TILE;
    const int column = (int)(index % columns) * TILE;
    return (TileRect){.channel = (int)(index / columns / rows),
                      .row = row,
                      .column = column,
                      .height = least(TILE, map->height - row),
                      .width = least(TILE, map->width - column)};
}

static float *tile_row(const PsMap *map, const TileRect *tile, int y) {
    return map->values + ((int64_t)tile->channel * map->height + tile->row + y) * map->width + tile->column;
}

static void forget_base(PsSession *session) {
    ps_release(session->tiles);
    session->tiles = NULL;
    session->base = (PsSessionBase){0};
    session->all = true;
}

/* Takes tiles. */
static void remember_base(PsSession *session, const PsMap *map, PsSessionBase base, unsigned char *tiles) {
    forget_base(session);
    session->base = base;
    session->channels = map->channels;
    session->height = map->height;
    session->width = map->width;
    session->tiles = tiles;
    session->all = false;
}

void ps_session_mark_all(PsSession *session) {
    session->all = true;
}

void ps_session_mark_cells(PsSession *session, int channel, int row, int column, int height, int width) {
    if (session->all || height < 1 || width < 1) {
        return;
    }
    const bool inside = channel >= 0 && channel < session->channels && row >= 0 && column >= 0 &&
                        height <= session->height - row && width <= session->width - column;
    if (!inside) {
        session->all = true;
        return;
    }
    const int64_t columns = tiles_along(session->width);
    const int64_t above = channel * tiles_along(session->height);
    for (int64_t y = row / TILE; y <= (row + height - 1) / TILE; y++) {
        for (int64_t x = column / TILE; x <= (column + width - 1) / TILE; x++) {
            session->tiles[(above + y) * columns + x] = 1;
        }
    }
}

/* ---- bytes ---- */

/* Eight bytes, or the fewer that are left, the lowest first. */
static uint64_t word_at(const unsigned char *bytes, size_t size) {
    uint64_t word = 0;
    for (size_t i = 0; i < size; i++) {
        word |= (uint64_t)bytes[i] << (8 * i);
    }
    return word;
}

static PsStatus append_cells(const float *cells, int64_t count, PsBytes *bytes, PsError *error) {
    unsigned char block[BLOCK * CELL_SIZE];
    PsStatus status = PS_OK;
    while (count > 0 && status == PS_OK) {
        const size_t taken = count < BLOCK ? (size_t)count : BLOCK;
        for (size_t i = 0; i < taken; i++) {
            uint32_t bits;
            memcpy(&bits, cells + i, sizeof bits);
            for (size_t k = 0; k < CELL_SIZE; k++) {
                block[i * CELL_SIZE + k] = (unsigned char)(bits >> (8 * k));
            }
        }
        status = ps_bytes_append(bytes, block, taken * CELL_SIZE, error);
        cells += taken;
        count -= (int64_t)taken;
    }
    return status;
}

/* Reads count cells and returns where they end. */
static const unsigned char *take_cells(const unsigned char *at, float *cells, int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        const uint32_t bits = (uint32_t)word_at(at, CELL_SIZE);
        memcpy(cells + i, &bits, sizeof bits);
        at += CELL_SIZE;
    }
    return at;
}

static void write_header(char header[HEADER_SIZE + 1], int64_t sequence, size_t size, uint64_t sum) {
    const int length = snprintf(header, HEADER_SIZE + 1,
                                "poolscope-session %d %020" PRId64 " %020" PRIu64 " %016" PRIx64 "\n",
                                (int)VERSION, sequence, (uint64_t)size, sum);
    assert(length == HEADER_SIZE);
    (void)length;
}

/* Whether bytes are a whole slot of this version; the header as we would write it leaves nothing open. */
static bool check_header(const PsBytes *bytes, int64_t *sequence) {
    char header[HEADER_SIZE + 1];
    uint64_t sum = 0;
    uint64_t size = 0;
    int version = 0;
    if (bytes->size < HEADER_SIZE ||
        sscanf((const char *)bytes->data, "poolscope-session %4d %20" SCNd64 " %20" SCNu64 " %16" SCNx64,
               &version, sequence, &size, &sum) != 4 ||
        *sequence < 1 || *sequence > PS_SESSION_SEQUENCE_LIMIT || size != bytes->size - HEADER_SIZE) {
        return false;
    }
    write_header(header, *sequence, (size_t)size, sum);
    return memcmp(header, bytes->data, HEADER_SIZE) == 0 &&
           sum ==
               ps_checksum(PS_CHECKSUM_START ^ (uint64_t)*sequence, bytes->data + HEADER_SIZE, (size_t)size);
}

/* folder/name, owned by the caller; null without memory. */
static char *path_of(const PsSession *session, const char *name) {
    const size_t size = strlen(session->folder) + strlen(name) + 1;
    char *path = ps_allocate(size, 1);
    if (path) {
        snprintf(path, size, "%s%s", session->folder, name);
    }
    return path;
}

static void write_base_name(char name[NAME_SIZE], int64_t sequence) {
    snprintf(name, NAME_SIZE, "map-%" PRId64 ".npy", sequence);
}

/* ---- reading ---- */

static void content_free(Content *content) {
    ps_session_text_free(&content->text);
    ps_bytes_free(&content->bytes);
    *content = (Content){0};
}

/* Parses the text and finds the cells behind it. */
static PsStatus parse_slot(Content *content, PsError *error) {
    const unsigned char *text = content->bytes.data + HEADER_SIZE;
    const size_t size = content->bytes.size - HEADER_SIZE;
    size_t used = 0;
    const PsStatus status = ps_session_text_read((const char *)text, size, &used, &content->text, error);
    content->cells = text + used;
    content->cells_size = size - used;
    return status;
}

/* content is made here, zeroed on failure; known too. */
static PsStatus read_slot(const PsSession *session, int slot, Content *content, Slot *known, PsError *error) {
    *content = (Content){0};
    *known = (Slot){0};
    char *path = path_of(session, slot_names[slot]);
    if (!path) {
        return ps_fail_memory(error);
    }
    const size_t limit = TEXT_LIMIT + (size_t)PS_MAP_CELLS / BASE_SHARE * CELL_SIZE;
    PsStatus status = ps_file_read(path, limit, &content->bytes, error);
    ps_release(path);
    int64_t sequence = 0;
    if (status == PS_OK && !check_header(&content->bytes, &sequence)) {
        status = ps_session_fail_damaged(error);
    }
    if (status == PS_OK) {
        status = parse_slot(content, error);
    }
    if (status == PS_OK) {
        *known = (Slot){.sequence = sequence, .base = content->text.base.sequence};
    } else {
        content_free(content);
    }
    return status;
}

/* Learns what both slots are, once. */
static PsStatus survey(PsSession *session, PsError *error) {
    for (int i = 0; i < SLOTS && !session->surveyed; i++) {
        Content content;
        const PsStatus status = read_slot(session, i, &content, &session->slots[i], error);
        content_free(&content);
        if (status == PS_ERROR_MEMORY) {
            return status;
        }
    }
    session->surveyed = true;
    return PS_OK;
}

static PsStatus read_small(Content *content, PsError *error) {
    const int64_t *shape = content->text.shape;
    for (int i = 0; i < 3; i++) {
        if (shape[i] < 1 || shape[i] > INLINE_CELLS) {
            return ps_session_fail_damaged(error);
        }
    }
    if (shape[0] * shape[1] > INLINE_CELLS || shape[0] * shape[1] * shape[2] > INLINE_CELLS ||
        content->cells_size != (size_t)(shape[0] * shape[1] * shape[2]) * CELL_SIZE) {
        return ps_session_fail_damaged(error);
    }
    PsMap *map = &content->text.document.scene.input;
    const PsStatus status = ps_map_init(map, shape[0], shape[1], shape[2], error);
    if (status == PS_OK) {
        take_cells(content->cells, map->values, ps_map_cells(map));
    }
    return status;
}

static PsStatus read_base(const PsSession *session, Content *content, PsError *error) {
    char name[NAME_SIZE];
    write_base_name(name, content->text.base.sequence);
    char *path = path_of(session, name);
    if (!path) {
        return ps_fail_memory(error);
    }
    PsBytes bytes = {0};
    PsStatus status = ps_file_read(path, (size_t)PS_MAP_CELLS * CELL_SIZE + BASE_HEADER_LIMIT, &bytes, error);
    ps_release(path);
    if (status == PS_OK &&
        ps_checksum(PS_CHECKSUM_START, bytes.data, bytes.size) != content->text.base.checksum) {
        status = ps_session_fail_damaged(error);
    }
    PsMap *map = &content->text.document.scene.input;
    if (status == PS_OK) {
        status = ps_npy_read(bytes.data, bytes.size, map, NULL, error);
    }
    ps_bytes_free(&bytes);
    const int64_t *shape = content->text.shape;
    if (status == PS_OK && (map->channels != shape[0] || map->height != shape[1] || map->width != shape[2])) {
        status = ps_session_fail_damaged(error);
    }
    return status;
}

/* Puts the slot's tiles over the base's cells and marks them in tiles. */
static PsStatus read_tiles(Content *content, unsigned char *tiles, PsError *error) {
    const PsMap *map = &content->text.document.scene.input;
    const int64_t count = count_tiles(map);
    const unsigned char *at = content->cells;
    size_t left = content->cells_size;
    for (size_t i = 0; i < content->text.tile_count; i++) {
        const int64_t index = content->text.tiles[i];
        if (index < 0 || index >= count || tiles[index]) {
            return ps_session_fail_damaged(error);
        }
        const TileRect tile = tile_at(map, index);
        const size_t size = (size_t)tile.height * (size_t)tile.width * CELL_SIZE;
        if (size > left) {
            return ps_session_fail_damaged(error);
        }
        for (int y = 0; y < tile.height; y++) {
            at = take_cells(at, tile_row(map, &tile, y), tile.width);
        }
        left -= size;
        tiles[index] = 1;
    }
    return left == 0 ? PS_OK : ps_session_fail_damaged(error);
}

static PsStatus read_large(PsSession *session, Content *content, PsError *error) {
    PsStatus status = read_base(session, content, error);
    if (status != PS_OK) {
        return status;
    }
    unsigned char *tiles = ps_allocate((size_t)count_tiles(&content->text.document.scene.input), 1);
    if (!tiles) {
        return ps_fail_memory(error);
    }
    status = read_tiles(content, tiles, error);
    if (status == PS_OK) {
        status = ps_scene_validate(&content->text.document.scene, error);
    }
    if (status == PS_OK) {
        remember_base(session, &content->text.document.scene.input, content->text.base, tiles);
    } else {
        ps_release(tiles);
    }
    return status;
}

static PsStatus read_document(PsSession *session, int slot, PsDocument *document, PsError *error) {
    Content content;
    Slot known;
    PsStatus status = read_slot(session, slot, &content, &known, error);
    PsSessionText *text = &content.text;
    if (status == PS_OK && text->base.sequence != 0) {
        status = read_large(session, &content, error);
    } else if (status == PS_OK) {
        status = read_small(&content, error);
        if (status == PS_OK) {
            status = ps_scene_validate(&text->document.scene, error);
        }
    }
    if (status == PS_OK) {
        *document = text->document;
        text->document = (PsDocument){0};
    }
    content_free(&content);
    return status;
}

PsStatus ps_session_read(PsSession *session, PsDocument *document, bool *found, PsError *error) {
    *document = (PsDocument){0};
    *found = false;
    forget_base(session);
    session->surveyed = false;
    PsStatus status = survey(session, error);
    if (status != PS_OK) {
        return status;
    }
    const int newest = session->slots[1].sequence > session->slots[0].sequence;
    for (int i = 0; i < SLOTS && !*found; i++) {
        Slot *slot = &session->slots[i == 0 ? newest : !newest];
        if (slot->sequence == 0) {
            continue;
        }
        status = read_document(session, (int)(slot - session->slots), document, error);
        if (status == PS_ERROR_MEMORY) {
            return status;
        }
        *found = status == PS_OK;
        if (!*found) {
            /* Without its base it is worth nothing, and the next write may replace it. */
            *slot = (Slot){0};
        }
    }
    return PS_OK;
}

/* ---- writing ---- */

/* Whether the base cannot stand for this map, or too much has changed since. */
static bool needs_base(const PsSession *session, const PsMap *map) {
    if (session->all || session->channels != map->channels || session->height != map->height ||
        session->width != map->width) {
        return true;
    }
    int64_t changed = 0;
    int64_t cells = 0;
    const int64_t count = count_tiles(map);
    for (int64_t i = 0; i < count; i++) {
        if (session->tiles[i]) {
            const TileRect tile = tile_at(map, i);
            changed++;
            cells += (int64_t)tile.height * tile.width;
        }
    }
    return changed > TILES || cells > ps_map_cells(map) / BASE_SHARE;
}

static PsStatus write_base(PsSession *session, const PsMap *map, int64_t sequence, PsError *error) {
    char name[NAME_SIZE];
    write_base_name(name, sequence);
    char *path = path_of(session, name);
    unsigned char *tiles = ps_allocate((size_t)count_tiles(map), 1);
    PsBytes header = {0};
    PsStatus status = path && tiles ? ps_npy_write_header(map, &header, error) : ps_fail_memory(error);
    if (status == PS_OK) {
        const size_t size = (size_t)ps_map_cells(map) * sizeof *map->values;
        const PsFilePart parts[] = {{header.data, header.size}, {map->values, size}};
        uint64_t sum = ps_checksum(PS_CHECKSUM_START, header.data, header.size);
        sum = ps_checksum(sum, map->values, size);
        session->sweep = true;
        status = ps_file_write_parts(path, parts, 2, error);
        if (status == PS_OK) {
            remember_base(session, map, (PsSessionBase){sequence, sum}, tiles);
            tiles = NULL;
        }
    }
    ps_bytes_free(&header);
    ps_release(tiles);
    ps_release(path);
    return status;
}

static PsStatus append_changed(const PsSession *session, const PsMap *map, PsBytes *bytes, PsError *error) {
    assert(session->tiles);
    const int64_t count = count_tiles(map);
    PsStatus status = PS_OK;
    for (int64_t i = 0; i < count && status == PS_OK; i++) {
        const TileRect tile = tile_at(map, i);
        for (int y = 0; session->tiles[i] && y < tile.height && status == PS_OK; y++) {
            status = append_cells(tile_row(map, &tile, y), tile.width, bytes, error);
        }
    }
    return status;
}

/* The whole slot in bytes. */
static PsStatus build_slot(const PsSession *session, const PsDocument *document, int64_t sequence,
                           PsBytes *bytes, PsError *error) {
    const bool large = ps_map_cells(&document->scene.input) > INLINE_CELLS;
    char header[HEADER_SIZE + 1] = "";
    PsStatus status = ps_bytes_append(bytes, header, HEADER_SIZE, error);
    if (status != PS_OK) {
        return status;
    }
    status = ps_session_text_write(document, large ? &session->base : NULL, session->tiles,
                                   large ? count_tiles(&document->scene.input) : 0, bytes, error);
    if (status == PS_OK && bytes->size > TEXT_LIMIT) {
        status = ps_fail(error, PS_ERROR_SIZE, "the stack is too long to be kept: save it in a file");
    }
    if (status == PS_OK) {
        status = large ? append_changed(session, &document->scene.input, bytes, error)
                       : append_cells(document->scene.input.values, ps_map_cells(&document->scene.input),
                                      bytes, error);
    }
    if (status == PS_OK) {
        const size_t size = bytes->size - HEADER_SIZE;
        write_header(header, sequence, size,
                     ps_checksum(PS_CHECKSUM_START ^ (uint64_t)sequence, bytes->data + HEADER_SIZE, size));
        memcpy(bytes->data, header, HEADER_SIZE);
    }
    return status;
}

static bool is_base(const char *name) {
    const size_t digits = strncmp(name, "map-", 4) == 0 ? strspn(name + 4, "0123456789") : 0;
    return digits > 0 && strcmp(name + 4 + digits, ".npy") == 0;
}

/* Bases that no slot names. */
static bool is_useless(const void *context, const char *name) {
    const PsSession *session = context;
    bool useless = is_base(name);
    for (int i = 0; i < SLOTS && useless; i++) {
        char used[NAME_SIZE];
        write_base_name(used, session->slots[i].base);
        useless = strcmp(name, used) != 0;
    }
    return useless;
}

/* Those, and what a kill left behind. */
static void sweep(PsSession *session) {
    ps_file_remove_chosen(session->folder[0] ? session->folder : ".", is_useless, session);
    ps_file_clear_temporaries(session->folder, NULL, NULL);
    session->sweep = false;
}

/* Only a file, or one that is not there yet: a pipe would wait for a reader. */
static PsStatus replace_slot(const PsSession *session, int slot, const PsBytes *bytes, PsError *error) {
    char *path = path_of(session, slot_names[slot]);
    PsStatus status = PS_OK;
    if (!path) {
        status = ps_fail_memory(error);
    } else if (ps_file_kind(path) == PS_FILE_OTHER) {
        status = ps_fail(error, PS_ERROR_FILE, "'%s' is a pipe or a device, not a file: remove it", path);
    } else {
        status = ps_file_write(path, bytes->data, bytes->size, error);
    }
    ps_release(path);
    return status;
}

/* The older slot, or the other where that cannot be: by the writing rule one whole state is always there. */
static PsStatus write_slot(PsSession *session, const PsDocument *document, int64_t sequence, PsError *error) {
    Slot *slots = session->slots;
    int slot = slots[1].sequence < slots[0].sequence ? 1 : 0;
    PsBytes bytes = {0};
    PsStatus status = build_slot(session, document, sequence, &bytes, error);
    if (status == PS_OK) {
        status = replace_slot(session, slot, &bytes, error);
        if (status == PS_ERROR_FILE && replace_slot(session, !slot, &bytes, NULL) == PS_OK) {
            slot = !slot;
            status = PS_OK;
        }
    }
    ps_bytes_free(&bytes);
    if (status == PS_OK) {
        session->sweep = session->sweep || slots[slot].base != session->base.sequence;
        slots[slot] = (Slot){.sequence = sequence, .base = session->base.sequence};
    }
    return status;
}

/* The next sequence from there on whose base can be written. */
static int64_t free_sequence(const PsSession *session, int64_t sequence) {
    for (int i = 0; i < SKIPPED; i++) {
        char name[NAME_SIZE];
        write_base_name(name, sequence);
        char *path = path_of(session, name);
        const PsFileKind kind = path ? ps_file_kind(path) : PS_FILE_NONE;
        ps_release(path);
        if (kind == PS_FILE_NONE || kind == PS_FILE_REGULAR) {
            break;
        }
        sequence++;
    }
    return sequence;
}

PsStatus ps_session_write(PsSession *session, const PsDocument *document, PsError *error) {
    PsStatus status = survey(session, error);
    if (status != PS_OK) {
        return status;
    }
    const Slot *slots = session->slots;
    int64_t next = (slots[1].sequence > slots[0].sequence ? slots[1].sequence : slots[0].sequence) + 1;
    if (ps_map_cells(&document->scene.input) <= INLINE_CELLS) {
        session->sweep = session->sweep || session->base.sequence != 0;
        forget_base(session);
    } else if (needs_base(session, &document->scene.input)) {
        next = free_sequence(session, next);
        status = write_base(session, &document->scene.input, next, error);
    }
    if (status == PS_OK) {
        status = write_slot(session, document, next, error);
    }
    if (status == PS_OK && session->sweep) {
        sweep(session);
    }
    return status;
}

/* ---- beginning and end ---- */

bool ps_session_lock(PsSession *session) {
    PsLockResult result = PS_LOCK_IMPOSSIBLE;
    bool blocked = true;
    for (int i = 0; i < LOCKS && blocked; i++) {
        char *path = path_of(session, lock_names[i]);
        result = path ? ps_lock_take(&session->lock, path, PS_LOCK_MADE) : PS_LOCK_IMPOSSIBLE;
        blocked = path && result == PS_LOCK_IMPOSSIBLE && ps_file_kind(path) != PS_FILE_REGULAR;
        ps_release(path);
    }
    return result != PS_LOCK_BUSY;
}

bool ps_session_exists(const PsSession *session) {
    bool exists = false;
    for (int i = 0; i < SLOTS; i++) {
        char *path = path_of(session, slot_names[i]);
        exists = exists || !path || ps_file_kind(path) != PS_FILE_NONE;
        ps_release(path);
    }
    return exists;
}

static bool is_of_session(const void *context, const char *name) {
    (void)context;
    bool found = strcmp(name, slot_names[0]) == 0 || strcmp(name, slot_names[1]) == 0;
    for (int i = 0; i < LOCKS && !found; i++) {
        found = strcmp(name, lock_names[i]) == 0;
    }
    return found;
}

static bool is_any_base(const void *context, const char *name) {
    (void)context;
    return is_base(name);
}

void ps_session_remove(PsSession *session) {
    const char *folder = session->folder[0] ? session->folder : ".";
    ps_file_remove_chosen(folder, is_of_session, NULL);
    ps_file_remove_chosen(folder, is_any_base, NULL);
    ps_file_clear_temporaries(session->folder, NULL, NULL);
    ps_folder_remove(folder);
    forget_base(session);
    session->surveyed = false;
}

PsSession *ps_session_create(const char *folder) {
    const size_t length = strlen(folder);
    PsSession *session = ps_allocate(1, sizeof *session);
    char *copy = ps_allocate(length + 2, 1);
    if (!session || !copy) {
        ps_release(session);
        ps_release(copy);
        return NULL;
    }
    snprintf(copy, length + 2, "%s%s", folder, length > 0 && folder[length - 1] != '/' ? "/" : "");
    *session = (PsSession){.folder = copy, .sweep = true, .all = true};
    return session;
}

void ps_session_destroy(PsSession *session) {
    if (!session) {
        return;
    }
    forget_base(session);
    ps_lock_release(&session->lock);
    ps_release(session->folder);
    ps_release(session);
}
