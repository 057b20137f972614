(println 'hello')
