/** What the system is doing, sampled once for all who watch. */
@NullMarked
package dev.orderflow.console.pipeline;

import org.jspecify.annotations.NullMarked;
