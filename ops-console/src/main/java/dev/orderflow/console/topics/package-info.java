/** Topics and what is on them, to read. */
@NullMarked
package dev.orderflow.console.topics;

import org.jspecify.annotations.NullMarked;
