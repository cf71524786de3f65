namespace Ticketing.Infrastructure.Notifications;

/// <summary>
/// Suggests a correction for a mistyped domain of a well-known mail provider (<c>gmial.com</c>). The buyer may decline it.
/// </summary>
public static class EmailTypos
{
    /// <summary>Long enough that a near miss is a typo rather than another company.</summary>
    private static readonly string[] Providers =
    [
        "gmail.com",
        "googlemail.com",
        "hotmail.com",
        "hotmail.co.uk",
        "hotmail.fr",
        "hotmail.de",
        "hotmail.it",
        "hotmail.es",
        "outlook.com",
        "outlook.fr",
        "outlook.de",
        "yahoo.com",
        "yahoo.co.uk",
        "yahoo.fr",
        "yahoo.de",
        "yahoo.it",
        "yahoo.es",
        "icloud.com",
        "protonmail.com",
        "fastmail.com",
        "btinternet.com",
        "virginmedia.com",
        "talktalk.net",
        "blueyonder.co.uk",
        "ntlworld.com",
        "wanadoo.fr",
        "laposte.net",
        "t-online.de",
        "freenet.de",
        "bluewin.ch",
        "comcast.net",
        "verizon.net",
    ];

    /// <summary>Real domains close to a provider's; never questioned.</summary>
    private static readonly HashSet<string> RealDomains =
    [
        "mail.com",
        "email.com",
        "ymail.com",
        "rocketmail.com",
        "gmx.com",
        "gmx.net",
        "gmx.de",
        "gmx.at",
        "gmx.ch",
        "gail.com",
        "mail.ru",
        "mail.de",
        "cloud.com",
        "hotmart.com",
        "live.com",
        "live.co.uk",
        "me.com",
        "mac.com",
        "msn.com",
        "aol.com",
        "proton.me",
        "pm.me",
        "hey.com",
        "web.de",
        "sky.com",
        "yahoo.ca",
        "free.fr",
        "orange.fr",
        "att.net",
        "wahoo.com",
    ];

    private static readonly Dictionary<string, string> EndingTypos = new()
    {
        [".con"] = ".com",
        [".cmo"] = ".com",
        [".ocm"] = ".com",
        [".comm"] = ".com",
        [".vom"] = ".com",
        [".xom"] = ".com",
        [".cpm"] = ".com",
        [".coom"] = ".com",
        [".cim"] = ".com",
        [".c0m"] = ".com",
        [".nte"] = ".net",
        [".ent"] = ".net",
        [".nett"] = ".net",
        [".ogr"] = ".org",
        [".co.ku"] = ".co.uk",
        [".co.k"] = ".co.uk",
        [".co.u"] = ".co.uk",
        [".cou.k"] = ".co.uk",
        [".couk"] = ".co.uk",
    };

    /// <summary>Providers without domains in other countries.</summary>
    private static readonly string[] SingleDomains = ["gmail.com", "icloud.com"];

    private const int MinLongNameLength = 7;

    /// <returns>The probable correction, or null if nothing looks wrong.</returns>
    public static string? Suggest(string? address)
    {
        var typed = (address ?? "").Trim();
        var at = typed.LastIndexOf('@');
        if (at <= 0 || at == typed.Length - 1)
        {
            return null;
        }

        var domain = typed[(at + 1)..].ToLowerInvariant();
        var suggestion = Correct(domain);
        return suggestion == domain ? null : typed[..(at + 1)] + suggestion;
    }

    private static string Correct(string domain)
    {
        if (IsKnown(domain))
        {
            return domain;
        }

        var corrected = CorrectEnding(domain);
        return IsKnown(corrected)
            ? corrected
            : FindProvider(corrected)
                ?? RealDomains.FirstOrDefault(real => IsTruncated(corrected, real))
                ?? FindProvider(CompleteEnding(corrected))
                ?? corrected;
    }

    private static string? FindProvider(string domain) => Providers.FirstOrDefault(provider => IsTypoOf(domain, provider));

    private static bool IsKnown(string domain) => Providers.Contains(domain) || RealDomains.Contains(domain);

    private static string CorrectEnding(string domain)
    {
        var typo = EndingTypos.Keys.FirstOrDefault(ending => domain.EndsWith(ending, StringComparison.Ordinal));
        return typo is null ? domain : domain[..^typo.Length] + EndingTypos[typo];
    }

    private static bool IsTypoOf(string domain, string provider)
    {
        var (name, ending) = Split(domain);
        var (realName, realEnding) = Split(provider);
        if (name == realName)
        {
            // Another ending may be the provider's in another country.
            return IsTruncated(domain, provider) || SingleDomains.Contains(provider);
        }

        if (name == realName + realEnding)
        {
            return ending.Length == 0;
        }

        return ending == realEnding
            && !DiffersOnlyInInitial(name, realName)
            && Distance(name, realName) <= (realName.Length >= MinLongNameLength ? 2 : 1);
    }

    private static bool IsTruncated(string domain, string real)
    {
        var (name, ending) = Split(domain);
        var (realName, realEnding) = Split(real);
        return name == realName && (ending.Length == 0 || (realEnding == "com" && IsTruncatedCom(ending)));
    }

    private static bool IsTruncatedCom(string ending) => ending is "" or "co" or "cm" or "om";

    private static string CompleteEnding(string domain) =>
        Split(domain) is var (name, ending) && IsTruncatedCom(ending) ? name + ".com" : domain;

    // bmail, tmail, zmail: more often somebody's own domain than a typo.
    private static bool DiffersOnlyInInitial(string name, string realName) => name.Length == realName.Length && name[1..] == realName[1..];

    private static (string Name, string Ending) Split(string domain) =>
        domain.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? (domain[..dot], domain[(dot + 1)..]) : (domain, "");

    /// <summary>Restricted Damerau–Levenshtein distance (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var steps = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                steps[i, j] = i == 0 || j == 0 ? i + j : MinCost(steps, a, b, i, j);
            }
        }

        return steps[a.Length, b.Length];
    }

    private static int MinCost(int[,] steps, string a, string b, int i, int j)
    {
        var change = steps[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        var best = Math.Min(change, Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1);
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(best, steps[i - 2, j - 2] + 1) : best;
    }
}
