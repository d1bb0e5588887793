/** The local stack: a broker, a database, a mail server and the services, started and watched. */
@NullMarked
package dev.orderflow.cli.stack;

import org.jspecify.annotations.NullMarked;
