@NullMarked
package dev.orderflow.notification.application.port.out;

import org.jspecify.annotations.NullMarked;
