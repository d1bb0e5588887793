@NullMarked
package com.example.messages.adapter.in.web;

import org.jspecify.annotations.NullMarked;
