/** What users of common-events need in their tests. */
@NullMarked
package dev.orderflow.events.test;

import org.jspecify.annotations.NullMarked;
