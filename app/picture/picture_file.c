/* Headers judged by parsers of our own, pixels decoded by libraries, maps sampled from them.
 *
 * A header that is out of range ends it, before anything is allocated for the picture. A smaller map has in
 * each cell the mean of the pixels below it.
 */
#include "app/picture/picture_file.h"

#include "app/picture/picture_exif.h"
#include "app/picture/picture_png.h"
#include "app/words.h"
#include "core/memory.h"

#include <SDL_image.h>
#include <assert.h>
#include <string.h>

/* What is known before anything is decoded. */
typedef struct Header {
    int64_t width, height; /* as stored */
    bool cmyk, deep;
    int scans;
    int orientation; /* as Exif counts; 0: not said */
} Header;

enum { RGB = 3, RGBA = 4 };

static const unsigned char png_signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

static bool is_png(const unsigned char *data, size_t size) {
    return size >= sizeof png_signature && memcmp(data, png_signature, sizeof png_signature) == 0;
}

static bool is_jpeg(const unsigned char *data, size_t size) {
    return size >= 3 && memcmp(data, "\xFF\xD8\xFF", 3) == 0;
}

bool picture_file_recognises(const unsigned char *data, size_t size) {
    return is_png(data, size) || is_jpeg(data, size);
}

/* ---- PNG: chunks of length, type, data, checksum ---- */

enum { PNG_CHUNK = 12, PNG_HEADER = 13 };

static uint32_t read_word(const unsigned char *data) {
    return (uint32_t)data[0] << 24 | (uint32_t)data[1] << 16 | (uint32_t)data[2] << 8 | data[3];
}

/* CRC-32 as in PNG's annex D, four bits at a time. */
static uint32_t checksum(const unsigned char *data, size_t size) {
    static const uint32_t table[16] = {0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4,
                                       0x4DB26158, 0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
                                       0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C};
    uint32_t sum = 0xFFFFFFFF;
    for (size_t i = 0; i < size; i++) {
        sum ^= data[i];
        sum = table[sum & 15] ^ (sum >> 4);
        sum = table[sum & 15] ^ (sum >> 4);
    }
    return ~sum;
}

/* Bit depths by colour type, as bits of a mask; other types do not exist. */
static bool png_format_exists(unsigned depth, unsigned type) {
    static const unsigned depths[] = {1 | 2 | 4 | 8 | 16, 0, 8 | 16, 1 | 2 | 4 | 8, 8 | 16, 0, 8 | 16};
    return type < sizeof depths / sizeof depths[0] && depth != 0 && (depth & (depth - 1)) == 0 &&
           (depths[type] & depth) != 0;
}

static bool read_png_header(const unsigned char *data, Header *header) {
    header->width = read_word(data);
    header->height = read_word(data + 4);
    header->deep = data[8] == 16;
    return header->width > 0 && header->height > 0 && png_format_exists(data[8], data[9]) && data[10] == 0 &&
           data[11] == 0 && data[12] <= 1;
}

/* The first block of Exif counts. */
static void read_orientation(const unsigned char *data, size_t size, Header *header) {
    if (header->orientation == 0) {
        header->orientation = picture_exif_orientation(data, size);
    }
}

static bool makes_pixels(const unsigned char *type) {
    static const char types[][5] = {"IHDR", "PLTE", "tRNS", "IDAT", "IEND"};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (memcmp(type, types[i], 4) == 0) {
            return true;
        }
    }
    return false;
}

/* Reads the header and drops every chunk that makes no pixels: text, profiles and dates have no business in a
 * decoder, which would complain about them on standard error. False where the file is broken or cut short. */
static bool read_png(PsBytes *bytes, Header *header) {
    unsigned char *data = bytes->data;
    size_t from = sizeof png_signature;
    size_t kept = from;
    bool ended = false;
    while (!ended) {
        const bool first = from == sizeof png_signature;
        if (bytes->size - from < PNG_CHUNK || read_word(data + from) > bytes->size - from - PNG_CHUNK) {
            return false;
        }
        const size_t length = read_word(data + from);
        const unsigned char *type = data + from + 4;
        if (checksum(type, 4 + length) != read_word(type + 4 + length) ||
            first != (memcmp(type, "IHDR", 4) == 0) ||
            (first && (length != PNG_HEADER || !read_png_header(type + 4, header)))) {
            return false;
        }
        ended = memcmp(type, "IEND", 4) == 0;
        if (memcmp(type, "eXIf", 4) == 0) {
            read_orientation(type + 4, length, header);
        }
        if (makes_pixels(type)) {
            memmove(data + kept, data + from, PNG_CHUNK + length);
            kept += PNG_CHUNK + length;
        }
        from += PNG_CHUNK + length;
    }
    bytes->size = kept;
    return true;
}

/* ---- JPEG: markers 0xFF, kind; most with a length and data ---- */

enum { JPEG_END = 0xD9, JPEG_SCAN = 0xDA, JPEG_EXIF = 0xE1, JPEG_FRAME = 9 };

/* Frames are C0 to CF but for tables (C4, CC) and a reserved kind (C8). */
static bool is_frame(unsigned marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static bool read_frame(const unsigned char *data, size_t length, Header *header) {
    if (length < JPEG_FRAME - 1 || header->width > 0) {
        return false;
    }
    header->height = data[3] << 8 | data[4];
    header->width = data[5] << 8 | data[6];
    header->cmyk = data[7] == 4;
    return header->width > 0 && header->height > 0;
}

/* Where the next marker's kind stands, past pixels and fill bytes; size if there is none. */
static size_t next_marker(const unsigned char *data, size_t size, size_t at) {
    while (at + 1 < size) {
        const unsigned kind = data[at + 1];
        const bool restart = kind >= 0xD0 && kind <= 0xD7;
        if (data[at] == 0xFF && kind != 0 && kind != 0xFF && !restart) {
            return at + 1;
        }
        at++;
    }
    return size;
}

/* data begins with the two bytes of its length. */
static void read_application(const unsigned char *data, size_t length, Header *header) {
    static const unsigned char name[] = {'E', 'x', 'i', 'f', 0, 0};
    if (length >= 2 + sizeof name && memcmp(data + 2, name, sizeof name) == 0) {
        read_orientation(data + 2 + sizeof name, length - 2 - sizeof name, header);
    }
}

/* Reads the frame's header and walks to the end, which the decoder would make up were it missing. */
static bool read_jpeg(const PsBytes *bytes, Header *header) {
    const unsigned char *data = bytes->data;
    size_t at = 2;
    for (;;) {
        at = next_marker(data, bytes->size, at);
        if (at >= bytes->size) {
            return false;
        }
        const unsigned marker = data[at++];
        if (marker == JPEG_END) {
            return header->scans > 0 && header->width > 0;
        }
        if (bytes->size - at < 2) {
            return false;
        }
        const size_t length = (size_t)data[at] << 8 | data[at + 1];
        if (length < 2 || length > bytes->size - at) {
            return false;
        }
        if (is_frame(marker) && !read_frame(data + at, length, header)) {
            return false;
        }
        if (marker == JPEG_EXIF) {
            read_application(data + at, length, header);
        }
        header->scans += marker == JPEG_SCAN;
        at += length;
    }
}

/* ---- both ---- */

static PsStatus check_header(const char *name, const Header *header, PsError *error) {
    if (header->width > PICTURE_SIDE || header->height > PICTURE_SIDE ||
        header->width * header->height > PICTURE_PIXELS) {
        return ps_fail(error, PS_ERROR_SIZE,
                       N_("%s is %lld x %lld pixels: open one of at most %d a side and %d million in all"),
                       name, (long long)header->width, (long long)header->height, PICTURE_SIDE,
                       PICTURE_PIXELS / 1000000);
    }
    if (header->scans > PICTURE_SCANS) {
        return ps_fail(error, PS_ERROR_SIZE,
                       N_("%s is drawn in more than %d scans: save it as a JPEG that is not progressive"),
                       name, PICTURE_SCANS);
    }
    if (header->cmyk) {
        return ps_fail(error, PS_ERROR_FORMAT, N_("%s has the colours of print (CMYK): save it as RGB"),
                       name);
    }
    return PS_OK;
}

static PsStatus fail_broken(const char *name, PsError *error) {
    return ps_fail(error, PS_ERROR_FORMAT, N_("%s is a broken picture: save or download it again"), name);
}

/* How many bytes a pixel takes. */
static size_t pixel_size(const PictureFile *picture) {
    return picture->deep ? RGBA * sizeof(uint16_t) : RGBA;
}

static bool allocate_pixels(PictureFile *picture) {
    picture->pixels = ps_allocate((size_t)picture->height * (size_t)picture->width, pixel_size(picture));
    return picture->pixels != NULL;
}

/* Whatever colours the decoder chose. False where the JPEG is broken. */
static bool decode_jpeg(const PsBytes *bytes, PictureFile *picture) {
    SDL_RWops *stream = SDL_RWFromConstMem(bytes->data, (int)bytes->size);
    SDL_Surface *decoded = stream ? IMG_LoadTyped_RW(stream, 1, "JPG") : NULL;
    SDL_Surface *target = SDL_CreateRGBSurfaceWithFormatFrom(
        picture->pixels, picture->width, picture->height, 32, picture->width * RGBA, SDL_PIXELFORMAT_RGBA32);
    const bool sound = decoded && target && decoded->w == picture->width && decoded->h == picture->height &&
                       SDL_SetSurfaceBlendMode(decoded, SDL_BLENDMODE_NONE) == 0 &&
                       SDL_BlitSurface(decoded, NULL, target, NULL) == 0;
    SDL_FreeSurface(target);
    SDL_FreeSurface(decoded);
    return sound;
}

static bool decode(const PsBytes *bytes, PictureFile *picture, bool *broken) {
    if (is_png(bytes->data, bytes->size)) {
        return picture_png_decode(bytes->data, bytes->size, picture->width, picture->height, picture->deep,
                                  picture->pixels, broken);
    }
    *broken = true;
    return decode_jpeg(bytes, picture);
}

/* Turns a picture upright. False where memory is short; the picture is then as it was. */
static bool turn(PictureFile *picture, int orientation) {
    const PictureTurn turn = picture_exif_turn(orientation);
    const size_t size = pixel_size(picture);
    PictureFile upright = *picture;
    if (orientation == 1) {
        return true;
    }
    if (turn.swap) {
        upright.height = picture->width;
        upright.width = picture->height;
    }
    if (!allocate_pixels(&upright)) {
        return false;
    }
    unsigned char *to = upright.pixels;
    for (int y = 0; y < upright.height; y++) {
        for (int x = 0; x < upright.width; x++, to += size) {
            const int row = turn.swap ? x : y;
            const int column = turn.swap ? y : x;
            const size_t stored = (size_t)(turn.flip_rows ? picture->height - 1 - row : row);
            const size_t across = (size_t)(turn.flip_columns ? picture->width - 1 - column : column);
            const size_t from = (stored * (size_t)picture->width + across) * size;
            memcpy(to, (const unsigned char *)picture->pixels + from, size);
        }
    }
    ps_release(picture->pixels);
    *picture = upright;
    return true;
}

/* A value by its place, four a pixel. */
static unsigned value_at(const PictureFile *picture, size_t place) {
    return picture->deep ? ((const uint16_t *)picture->pixels)[place]
                         : ((const uint8_t *)picture->pixels)[place];
}

static bool has_colour(const PictureFile *picture) {
    const size_t values = (size_t)picture->height * (size_t)picture->width * RGBA;
    for (size_t at = 0; at < values; at += RGBA) {
        const unsigned red = value_at(picture, at);
        if (value_at(picture, at + 3) != 0 &&
            (red != value_at(picture, at + 1) || red != value_at(picture, at + 2))) {
            return true;
        }
    }
    return false;
}

PsStatus picture_file_read(PsBytes *bytes, const char *name, PictureFile *picture, PsError *error) {
    Header header = {0};
    *picture = (PictureFile){0};
    if (!picture_file_recognises(bytes->data, bytes->size)) {
        return ps_fail(error, PS_ERROR_FORMAT, N_("%s is no picture: open a PNG or a JPEG"), name);
    }
    if (bytes->size > PICTURE_BYTES) {
        return ps_fail(error, PS_ERROR_SIZE, N_("%s holds more than %d MiB: open a smaller picture"), name,
                       (int)(PICTURE_BYTES >> 20));
    }
    const bool whole =
        is_png(bytes->data, bytes->size) ? read_png(bytes, &header) : read_jpeg(bytes, &header);
    /* Of a picture both too large and cut short, the size is the better answer. */
    PsStatus status = check_header(name, &header, error);
    if (status == PS_OK && !whole) {
        status = fail_broken(name, error);
    }
    if (status != PS_OK) {
        return status;
    }
    bool broken = false;
    *picture = (PictureFile){.width = (int)header.width, .height = (int)header.height, .deep = header.deep};
    if (!allocate_pixels(picture) || !decode(bytes, picture, &broken) ||
        !turn(picture, header.orientation == 0 ? 1 : header.orientation)) {
        picture_file_free(picture);
        return broken ? fail_broken(name, error) : ps_fail_memory(error);
    }
    picture->colour = has_colour(picture);
    return PS_OK;
}

void picture_file_free(PictureFile *picture) {
    ps_release(picture->pixels);
    *picture = (PictureFile){0};
}

void picture_file_size(const PictureFile *picture, int longer_side, int *height, int *width) {
    const int64_t longer = picture->width > picture->height ? picture->width : picture->height;
    const int64_t side = longer_side < longer ? longer_side : longer;
    const int64_t h = ((int64_t)2 * picture->height * side + longer) / (2 * longer);
    const int64_t w = ((int64_t)2 * picture->width * side + longer) / (2 * longer);
    *height = h < 1 ? 1 : (int)h;
    *width = w < 1 ? 1 : (int)w;
}

/* ---- sampling: H x W pixels to h x w cells. Measured in 1/h of a pixel's height and 1/w of its width, pixel
 * (Y, X) covers Y*h … (Y+1)*h and cell (y, x) covers y*H … (y+1)*H, so every overlap is a whole number. ----
 */

static int64_t overlap(int64_t pixel, int64_t cells, int64_t cell, int64_t pixels) {
    const int64_t low = pixel * cells > cell * pixels ? pixel * cells : cell * pixels;
    const int64_t high =
        (pixel + 1) * cells < (cell + 1) * pixels ? (pixel + 1) * cells : (cell + 1) * pixels;
    return high - low;
}

/* Adds row Y of pixels, weight high, to sums [w][RGB]. */
static void add_row(const PictureFile *picture, int64_t Y, int64_t w, uint64_t weight, uint64_t *sums) {
    const int64_t W = picture->width;
    for (int64_t x = 0; x < w; x++, sums += RGB) {
        const int64_t end = ((x + 1) * W + w - 1) / w;
        for (int64_t X = x * W / w; X < end; X++) {
            const size_t place = (size_t)(Y * W + X) * RGBA;
            const uint64_t share = weight * (uint64_t)overlap(X, w, x, W) * value_at(picture, place + RGB);
            for (size_t c = 0; c < RGB; c++) {
                sums[c] += share * value_at(picture, place + c);
            }
        }
    }
}

/* Writes row y of map from sums; full is what a cell of opaque white sums up to. */
static void write_row(PsMap *map, int y, const uint64_t *sums, double full) {
    for (int x = 0; x < map->width; x++, sums += RGB) {
        if (map->channels == 1) {
            const double luma = 299 * (double)sums[0] + 587 * (double)sums[1] + 114 * (double)sums[2];
            ps_map_set(map, 0, y, x, (float)(luma / (1000 * full)));
        }
        for (int c = 0; map->channels == RGB && c < RGB; c++) {
            ps_map_set(map, c, y, x, (float)((double)sums[c] / full));
        }
    }
}

PsStatus picture_file_sample(const PictureFile *picture, int longer_side, int channels, PsMap *map,
                             PsError *error) {
    assert(channels == 1 || channels == RGB);
    int height = 0;
    int width = 0;
    picture_file_size(picture, longer_side, &height, &width);
    PsStatus status = ps_map_init(map, channels, height, width, error);
    uint64_t *sums = status == PS_OK ? ps_allocate((size_t)width * RGB, sizeof *sums) : NULL;
    if (!sums) {
        ps_map_free(map);
        return status == PS_OK ? ps_fail_memory(error) : status;
    }
    const int64_t H = picture->height;
    const double most = picture->deep ? 65535 : 255;
    for (int64_t y = 0; y < height; y++) {
        const int64_t end = ((y + 1) * H + height - 1) / height;
        memset(sums, 0, (size_t)width * RGB * sizeof *sums);
        for (int64_t Y = y * H / height; Y < end; Y++) {
            add_row(picture, Y, width, (uint64_t)overlap(Y, height, y, H), sums);
        }
        write_row(map, (int)y, sums, (double)(H * picture->width) * most * most);
    }
    ps_release(sums);
    return PS_OK;
}
