(define c (cell:new 1))
(cell:write! c "a")
