"""The grammar of the FEEL subset, read by lark (LALR); `reader` gives each rule its meaning."""

# Comparison and arithmetic come in two shapes. `sum` is the usual one. `last` is the end of a range, where no filter
# may follow directly: in `[1..9[` the second `[` closes the range. What has no end of its own (`open`) goes on as far
# as it can, so after `and` and `or` it only stands last.
GRAMMAR = r"""
expression: any
unary: MINUS                         -> unary_any
     | test (COMMA test)*            -> unary_tests

?any: open | either | ending
?open: conditional | loop | quantified
conditional: IF any THEN any ELSE any
loop: FOR iterator (COMMA iterator)* RETURN any
quantified: (SOME | EVERY) iterator (COMMA iterator)* SATISFIES any
iterator: NAME IN any               -> over_list
        | NAME IN sum SPAN sum       -> over_span

?either: both
       | either OR both
?both: comparison
     | both AND comparison
?ending: either OR open                             -> either
       | either OR closing                          -> either
       | closing
closing: both AND open                              -> both
?comparison: sum
           | comparison CMP sum                     -> compared
           | comparison BETWEEN sum AND sum         -> between
           | comparison IN membership               -> within
?membership: sum
           | CMP sum                                -> one_sided

?sum: product ((PLUS | MINUS) product)*
?product: power ((STAR | SLASH) power)*
?power: negated (POW negated)*
?negated: MINUS negated                             -> negative
        | postfix
?postfix: primary
        | postfix DOT (NAME | PROPERTY)             -> path
        | postfix LEFT any RIGHT                   -> filtered

?last: last_product ((PLUS | MINUS) last_product)*
?last_product: last_power ((STAR | SLASH) last_power)*
?last_power: last_negated (POW last_negated)*
?last_negated: MINUS last_negated                   -> negative
             | last_path
?last_path: primary
          | last_path DOT (NAME | PROPERTY)         -> path

?primary: NUMBER                     -> number
        | STRING                     -> text
        | AT                         -> at
        | TRUE                       -> true
        | FALSE                      -> false
        | NULL                       -> null
        | NAME                       -> name
        | call
        | EMPTY                      -> empty
        | LEFT test (COMMA test)* RIGHT             -> listed
        | OPEN test (COMMA test)* SHUT              -> bracketed
        | NOT OPEN test (COMMA test)* SHUT          -> negation
        | (LEFT | OPEN | RIGHT) sum SPAN last (LEFT | SHUT | RIGHT) -> interval
        | BEGIN [entry (COMMA entry)*] END          -> context

call: CALL OPEN SHUT                                -> call
    | CALL OPEN given (COMMA given)* SHUT           -> call
    | CALL OPEN argument (COMMA argument)* SHUT     -> call_named
?given: any | ordering
argument: (NAME | NAMED) COLON given
ordering: FUNCTION OPEN parameter (COMMA parameter)* SHUT any
parameter: NAME (COLON NAME)?
entry: (NAME | STRING) COLON any
?test: any
     | CMP sum                                      -> one_sided

%declare NUMBER STRING AT EMPTY NAME NAMED PROPERTY CALL NOT CMP POW SPAN MINUS PLUS STAR SLASH DOT COMMA COLON
%declare OPEN SHUT LEFT RIGHT BEGIN END IF THEN ELSE FOR IN RETURN SOME EVERY SATISFIES BETWEEN AND OR TRUE FALSE NULL
%declare FUNCTION
"""
