#include "CPictureMaker.h"
#include <string.h>
#include <vips/vips.h>

static VipsImage *paint(const maker_wish *wish) {
  int height = wish->height * wish->frames, bands = wish->bands;
  unsigned char *pixels = g_malloc((size_t)wish->width * height * bands);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < wish->width; x++) {
      unsigned char *pixel = pixels + ((size_t)y * wish->width + x) * bands;
      // Equal frames would be saved as one.
      int left = x < wish->width / 2 + y / wish->height;
      pixel[0] = left ? (bands == 1 ? 40 : 230) : (bands == 1 ? 220 : 20);
      if (bands >= 3) pixel[1] = 20, pixel[2] = left ? 20 : 230;
      if (bands == 4) pixel[3] = 128;
    }
  VipsImage *shared = vips_image_new_from_memory_copy(
    pixels, (size_t)wish->width * height * bands, wish->width, height, bands, VIPS_FORMAT_UCHAR);
  g_free(pixels);
  VipsImage *image = NULL;
  int failed = !shared || vips_copy(shared, &image, "interpretation", bands == 1 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB, NULL);
  VIPS_UNREF(shared);
  return failed ? NULL : image;
}

void *maker_make(const maker_wish *wish, size_t *length) {
  VipsImage *image = paint(wish), *deep = NULL;
  if (!image) return NULL;
  if (strstr(wish->suffix, "bitdepth=16")) {
    int failed = vips_colourspace(image, &deep, VIPS_INTERPRETATION_RGB16, NULL);
    g_object_unref(image);
    if (failed) return NULL;
    image = deep;
  }
  if (wish->frames > 1) vips_image_set_int(image, "page-height", wish->height);
  if (wish->orientation) vips_image_set_int(image, VIPS_META_ORIENTATION, wish->orientation);
  if (wish->secrets) {
    vips_image_set_string(image, "exif-ifd0-Make", "Geheim (Geheim, ASCII, 7 components, 7 bytes)");
    vips_image_set_string(image, "exif-ifd3-GPSMapDatum", "Geheim (Geheim, ASCII, 7 components, 7 bytes)");
    vips_image_set_string(image, "exif-ifd3-GPSLatitude", "43/1 51/1 30/1 (43, 51, 30, Rational, 3 components, 24 bytes)");
    const char xmp[] = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>Geheim</x:xmpmeta>";
    vips_image_set_blob_copy(image, VIPS_META_XMP_NAME, xmp, sizeof xmp - 1);
  }
  void *bytes = NULL;
  if (vips_image_write_to_buffer(image, wish->suffix, &bytes, length, NULL)) {
    g_printerr("%s: %s\n", wish->suffix, vips_error_buffer());
    bytes = NULL;
  }
  g_object_unref(image);
  vips_error_clear();
  return bytes;
}

void maker_free(void *bytes) { g_free(bytes); }

int maker_colour(const void *bytes, size_t length, int x, int y, int colour[3]) {
  VipsImage *image = NULL;
  double *point = NULL;
  int count = 0;
  if (vips_jpegload_buffer((void *)bytes, length, &image, NULL)) return -1;
  int failed = vips_getpoint(image, &point, &count, x, y, NULL);
  for (int band = 0; !failed && band < 3; band++) colour[band] = (int)point[count < 3 ? 0 : band];
  g_free(point);
  g_object_unref(image);
  return failed ? -1 : 0;
}
