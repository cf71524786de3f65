namespace Ticketing.Features.Accounts.SignIn;

/// <summary>Most common passwords are a known word with a suffix, so known words are stripped and the rest is counted.</summary>
internal static class CommonPasswords
{
    private const int MinOwnLetters = 6;

    private static readonly string[] Words =
    [
        "password", "passwort", "passw", "motdepasse", "contrasena", "wachtwoord", "hasloo", "parola", "qwerty", "qwertz", "azerty", "asdfgh", "zxcvbn",
        "letmein", "welcome", "willkommen", "bienvenue", "administrator", "admin", "superadmin", "superuser", "root", "master", "login", "signin",
        "changeme", "changeit", "default", "secret", "geheim", "iloveyou", "loveyou", "princess", "sunshine", "football", "baseball", "basketball",
        "superman", "batman", "starwars", "dragon", "monkey", "shadow", "michael", "jordan", "liverpool", "chelsea", "arsenal", "manchester",
        "trustnoone", "trustno", "whatever", "freedom", "computer", "internet", "google", "facebook", "youtube", "linkedin", "microsoft", "windows",
        "samsung", "iphone", "pokemon", "naruto", "minecraft", "fortnite", "summer", "winter", "autumn", "spring", "january", "february", "october",
        "november", "december", "monday", "friday", "london", "england", "test", "tester", "testing", "temp", "temporary", "guest", "user", "hello",
        "helloworld", "sommer", "hallo", "schatz", "ficken", "bonjour", "soleil", "doudou", "loulou", "chocolate", "cheese", "butterfly", "flower",
        "concert", "concerts", "music", "rocknroll", "guitar", "ticket", "tickets", "ticketing", "boxoffice", "venue", "theatre", "stage", "backstage",
        "access", "letmeinnow", "opensesame", "ninja", "mustang", "ferrari", "mercedes", "cookie", "pepper", "ginger", "charlie", "jennifer", "jessica",
        "thomas", "daniel", "ashley", "nicole", "forever", "family", "blessed", "jesus", "jesuschrist", "angel", "killer", "hunter", "soccer",
    ];

    private static readonly string[] Phrases =
    [
        "correcthorsebatterystaple", "thequickbrownfox", "iamthebest", "iamtheking", "letmeinplease", "openthedoor", "mypasswordis", "thisismypassword",
        "passwordpassword", "nopassword", "notmypassword", "mynameis", "iloveyousomuch", "iloveyouforever", "iloveyoubaby", "ihatepasswords",
        "tobeornottobe", "onceuponatime", "maytheforcebewithyou", "winteriscoming", "godisgood", "jesusislord", "neverforget", "donotforget",
        "idontknow", "areyoukidding", "whatsmypassword", "supercalifragilisticexpialidocious", "abracadabra", "liverpoolfc", "manchesterunited",
        "unknownpassword", "administratorpassword", "changemenow", "changemeplease", "welcometothejungle", "rockyourbody", "livelaughlove",
    ];

    private static readonly string[] ByLengthDescending = [.. Words.Concat(Phrases).Select(PasswordRules.Normalize).OrderByDescending(word => word.Length)];

    /// <param name="plain">From <see cref="PasswordRules.Normalize"/>.</param>
    /// <returns>True if too few letters remain without the common words, as in "password2031summer".</returns>
    public static bool Contains(string plain)
    {
        var rest = ByLengthDescending.Aggregate(plain, (left, word) => left.Replace(word, "", StringComparison.Ordinal));
        return rest.Length < plain.Length && rest.Count(char.IsLetter) < MinOwnLetters;
    }
}
