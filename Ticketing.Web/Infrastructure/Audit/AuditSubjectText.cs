using System.Globalization;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Infrastructure.Audit;

/// <summary>Subjects are recorded in English or as a bare count; names of events, orders and people stay as they are.</summary>
public static class AuditSubjectText
{
    private static readonly StoredTexts Known = new(
        (_, _) => T["All that were given up"],
        (_, _) => T["Go-live check"],
        (_, _) => T["Test email"],
        (recipient, _) => T["Mail to {0}", recipient]
    );

    public static string Describe(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return AuditText.SubjectKind(entry.Action) switch
        {
            "orders" when int.TryParse(entry.SubjectName, CultureInfo.InvariantCulture, out var count) => T.Plural(
                count,
                "1 order",
                "{0} orders"
            ),
            "export" => entry.SubjectName switch
            {
                "everything" => T["all of it"],
                "a part" => T["a part of it"],
                var title => title,
            },
            "mail" or "check" => Known.Find(entry.SubjectName) ?? entry.SubjectName,
            _ => entry.SubjectName,
        };
    }
}
