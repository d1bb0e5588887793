/** Tokens that the local stack's services take when they run with {@code --security jwt}. */
@NullMarked
package dev.orderflow.cli.token;

import org.jspecify.annotations.NullMarked;
