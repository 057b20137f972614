(define (grüße name)	(<> "héllo 日本語 " (nmae)))
