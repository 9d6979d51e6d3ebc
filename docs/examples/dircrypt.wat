;; Dircrypt as a WebAssembly model, written by hand: what dircrypt.c says, without a compiler.
(module
  (memory (export "memory") 1)
  (global $given i32 (i32.const 16))         ;; the values of the config: here the seed, in decimal, and a newline
  (global $declaration i32 (i32.const 1024))
  (global $names i32 (i32.const 4096))       ;; thirty names of at most 24 letters, each with a newline, and the zero
  (global $state (mut i32) (i32.const 0))
  (global $end (mut i32) (i32.const 0))

  (data (i32.const 1024)
    "{\"tidegate\": 1,"
    " \"family\": \"dircrypt\","
    " \"kind\": \"ransomware\","
    " \"years\": [2013, 2015],"
    " \"scheme\": \"arithmetic\","
    " \"sources\": [\"https://johannesbader.ch/2015/03/the-dga-of-dircrypt/\"],"
    " \"variants\": [{\"name\": \"default\", \"count\": 30, \"suffixes\": [\"com\"], \"period\": \"always\","
    " \"config\": {\"seed\": {\"type\": \"whole\", \"default\": 4061215786}},"
    " \"known\": {\"f2113c2a\": {\"seed\": 4061215786}, \"9a11b7cc\": {\"seed\": 2584852428}}}]}")

  (func (export "describe") (result i32)
    (global.get $declaration))

  (func (export "room") (param $size i32) (result i32)
    (select (global.get $given) (i32.const 0) (i32.le_u (local.get $size) (i32.const 16))))

  (func (export "generate") (param $variant i32) (param $day i32) (param $config i32) (result i32)
    (local $name i32) (local $left i32)
    (call $seed (local.get $config))
    (global.set $end (global.get $names))
    (loop $each_name
      (local.set $left (i32.add (call $draw (i32.const 13)) (i32.const 8)))
      (loop $each_letter
        (call $put (i32.add (i32.const 97) (call $draw (i32.const 26))))
        (local.set $left (i32.sub (local.get $left) (i32.const 1)))
        (br_if $each_letter (local.get $left)))
      (call $put (i32.const 46))   ;; .
      (call $put (i32.const 99))   ;; c
      (call $put (i32.const 111))  ;; o
      (call $put (i32.const 109))  ;; m
      (call $put (i32.const 10))
      (local.set $name (i32.add (local.get $name) (i32.const 1)))
      (br_if $each_name (i32.lt_u (local.get $name) (i32.const 30))))
    (call $put (i32.const 0))
    (global.get $names))

  (func $seed (param $digit i32)
    (global.set $state (i32.const 0))
    (loop $each_digit
      (global.set $state
        (i32.add (i32.mul (i32.const 10) (global.get $state))
                 (i32.sub (i32.load8_u (local.get $digit)) (i32.const 48))))
      (local.set $digit (i32.add (local.get $digit) (i32.const 1)))
      (br_if $each_digit (i32.ge_u (i32.load8_u (local.get $digit)) (i32.const 48)))))

  (func $draw (param $below i32) (result i32)
    (global.set $state
      (i32.sub (i32.mul (i32.const 16807) (i32.rem_u (global.get $state) (i32.const 127773)))
               (i32.mul (i32.const 2836) (i32.div_u (global.get $state) (i32.const 127773)))))
    (i32.rem_u (global.get $state) (local.get $below)))

  (func $put (param $code i32)
    (i32.store8 (global.get $end) (local.get $code))
    (global.set $end (i32.add (global.get $end) (i32.const 1)))))
