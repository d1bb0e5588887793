@NullMarked
package dev.orderflow.notification.adapter.in.web;

import org.jspecify.annotations.NullMarked;
