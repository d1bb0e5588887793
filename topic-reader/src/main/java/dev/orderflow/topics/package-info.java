/** Reads topics without being a consumer of theirs. */
@NullMarked
package dev.orderflow.topics;

import org.jspecify.annotations.NullMarked;
