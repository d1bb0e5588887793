@NullMarked
package dev.orderflow.notification.application;

import org.jspecify.annotations.NullMarked;
