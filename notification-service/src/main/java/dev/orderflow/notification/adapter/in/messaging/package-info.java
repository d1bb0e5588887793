@NullMarked
package dev.orderflow.notification.adapter.in.messaging;

import org.jspecify.annotations.NullMarked;
