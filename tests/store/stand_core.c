#include "contract.h"
const struct stand stand_core = { .name = "core" };
