@NullMarked
package com.example.messages.adapter.out.push;

import org.jspecify.annotations.NullMarked;
