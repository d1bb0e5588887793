/** Shows what the system does, on the system itself. */
@NullMarked
package dev.orderflow.cli.demo;

import org.jspecify.annotations.NullMarked;
