/** Topics of any broker: created, copied into files, put back, compared. */
@NullMarked
package dev.orderflow.cli.topic;

import org.jspecify.annotations.NullMarked;
