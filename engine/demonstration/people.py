"""Invented names for the stories that have ended: nobody is meant by any of them."""

ADULTS: tuple[tuple[str, str, int], ...] = (
    ("Alan Whitby", "male", 1972), ("Amara Nwosu", "female", 1988), ("Anita Rao", "female", 1981),
    ("Ben Tolland", "male", 1993), ("Bronwen Pugh", "female", 1967), ("Caitlin Moyle", "female", 1995),
    ("Chris Ansell", "male", 1985), ("Daniel Frewin", "male", 1990), ("Debra Hoskin", "female", 1964),
    ("Emeka Obi", "male", 1978), ("Fiona Garrick", "female", 1976), ("George Tapley", "male", 1959),
    ("Hannah Drury", "female", 1998), ("Idris Vaughan", "male", 1983), ("Jasmin Begum", "female", 1991),
    ("Julie Catterall", "female", 1969), ("Kevin Stott", "male", 1970), ("Kiran Sandhu", "female", 1986),
    ("Laura Finch-Hale", "female", 1992), ("Leon Baptiste", "male", 1989), ("Maria Kowal", "female", 1982),
    ("Mark Ollerton", "male", 1974), ("Naomi Selby", "female", 1997), ("Nigel Prowse", "male", 1962),
    ("Olu Fashola", "male", 1980), ("Pat Shearsby", "female", 1958), ("Peter Illing", "male", 1966),
    ("Rachel Dunning", "female", 1987), ("Rafiq Miah", "male", 1979), ("Rob Kettering", "male", 1994),
    ("Sadie Larkham", "female", 1999), ("Scott Mayhew", "male", 1984), ("Sian Trehearne", "female", 1973),
    ("Sunil Desai", "male", 1977), ("Tracey Ibbot", "female", 1971), ("Uma Chandran", "female", 1990),
    ("Victor Lane", "male", 1956), ("Wendy Aspinall", "female", 1968), ("Xavier Dunn", "male", 1996),
    ("Zoe Pemberley", "female", 1993),
)  # fmt: skip
"""Name, sex, year of birth."""

CHILDREN: tuple[tuple[str, int], ...] = (
    ("Aaron Keeble", 12), ("Abbie Larch", 7), ("Aisha Rahim", 9), ("Archie Bonner", 4), ("Bella Munro", 6),
    ("Caleb Otis", 13), ("Daisy Wren", 3), ("Dev Patil", 10), ("Elin Parry", 15), ("Ethan Croft", 8),
    ("Faith Adomako", 11), ("Finlay Roper", 5), ("Grace Tully", 14), ("Hamza Javed", 7), ("Imogen Search", 12),
    ("Jack Pinder", 6), ("Jorja Sykes", 16), ("Kasper Nowak", 9), ("Leah Marchant", 13), ("Liam Dacre", 10),
    ("Maya Thorpe", 4), ("Mason Hebden", 15), ("Nia Prosser", 8), ("Oliver Quill", 2), ("Priya Menon", 11),
    ("Reuben Salt", 14), ("Ruby Ashcombe", 5), ("Samir Aldous", 9), ("Tia Wyndham", 12), ("Will Ferriby", 7),
)  # fmt: skip
"""Name and age."""
