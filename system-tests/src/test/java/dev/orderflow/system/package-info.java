/** The packaged services as processes, with a real broker and database, driven over REST. */
@NullMarked
package dev.orderflow.system;

import org.jspecify.annotations.NullMarked;
