#include "CPictures.h"
#include <vips/vips.h>
const char *lz_vips_version(void) { return vips_version_string(); }
