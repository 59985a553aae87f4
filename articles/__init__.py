"""What an article is: loading, sentences, furniture, quotations, parallels, differences."""
