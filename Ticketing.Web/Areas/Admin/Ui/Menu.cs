namespace Ticketing.Areas.Admin.Ui;

/// <param name="Name">Pages select their entry by it (ViewData "Section").</param>
/// <param name="Icon">Path of an icon 24 units wide.</param>
public sealed record MenuEntry(string Name, string Label, string Path, string Icon = "", bool SuperAdminOnly = false)
{
    /// <summary>Other words that find it.</summary>
    public string Keywords { get; init; } = "";

    /// <summary>Listed below the entry while it or one of them is open.</summary>
    public IReadOnlyList<MenuEntry> Children { get; init; } = [];
}

/// <param name="Name">Part of an element's id.</param>
/// <param name="Label">Null for groups without a heading.</param>
public sealed record MenuGroup(string Name, string? Label, IReadOnlyList<MenuEntry> Entries);

public static class Menu
{
    /// <summary>The first group is the bar at the foot of a phone's screen.</summary>
    private static MenuGroup[] Groups =>
        [
            new(
                "daily",
                null,
                [
                    new("Today", T["Today"], "/admin", MenuIcons.House) { Keywords = T["home dashboard"] },
                    new("Events", T["Events"], "/admin/events", MenuIcons.Calendar) { Keywords = T["shows concerts"] },
                    new("Orders", T["Orders"], "/admin/orders", MenuIcons.Receipt) { Keywords = T["buyers sales"] },
                    new("Door", T["Door"], "/admin/check-in", MenuIcons.Scanner) { Keywords = T["check in scan"] },
                ]
            ),
            new(
                "figures",
                null,
                [new("Insights", T["Insights"], "/admin/insights", MenuIcons.Chart) { Keywords = T["figures reports revenue"] }]
            ),
            new(
                "finance",
                T["Finance"],
                [
                    new("Refunds", T["Refunds"], "/admin/refunds", MenuIcons.Back),
                    new("Reconciliation", T["Reconciliation"], "/admin/payments", MenuIcons.Exchange)
                    {
                        Keywords = T["money payments disputes stripe"],
                    },
                ]
            ),
            new(
                "admin",
                T["Admin"],
                [
                    new("Email", T["Email"], "/admin/notifications", MenuIcons.Envelope) { Keywords = T["mail notifications failed"] },
                    new("Staff", T["Staff"], "/admin/users", MenuIcons.Person, SuperAdminOnly: true) { Keywords = T["users people team"] },
                    new("Settings", T["Settings"], "/admin/settings", MenuIcons.Sliders, SuperAdminOnly: true)
                    {
                        Keywords = T["venue logo colour currency vat languages"],
                        Children =
                        [
                            new("API keys", T["API keys"], "/admin/api-keys", SuperAdminOnly: true),
                            new("Webhooks", T["Webhooks"], "/admin/webhooks", SuperAdminOnly: true),
                            new("Backups", T["Backups"], "/admin/backups", SuperAdminOnly: true),
                            new("Go-live check", T["Go-live check"], "/admin/check", SuperAdminOnly: true),
                        ],
                    },
                    // Superadmins only: it shows sign-in addresses and what colleagues did.
                    new("Audit", T["Audit"], "/admin/audit", MenuIcons.List, SuperAdminOnly: true) { Keywords = T["log history"] },
                ]
            ),
        ];

    /// <summary>Pages that search finds and the menu does not list.</summary>
    private static MenuEntry[] Others =>
        [
            new("New event", T["New event"], "/admin/events/new", MenuIcons.Plus) { Keywords = T["create add"] },
            new("Promo codes", T["Promo codes"], "/admin/promo-codes", MenuIcons.Calendar)
            {
                Keywords = T["discount voucher access presale"],
            },
            new("New sale", T["New sale"], "/admin/orders/new", MenuIcons.Plus) { Keywords = T["box office sell"] },
            new("Invite a colleague", T["Invite a colleague"], "/admin/users/invite", MenuIcons.Plus, SuperAdminOnly: true)
            {
                Keywords = T["add staff"],
            },
            new("Export lists", T["Export lists"], "/admin/insights/export", MenuIcons.Chart) { Keywords = T["csv download"] },
            new("Webhook messages from Stripe", T["Webhook messages from Stripe"], "/admin/payments/messages", MenuIcons.Exchange),
            new("Your account", T["Your account"], "/admin/account", MenuIcons.Person) { Keywords = T["password second factor passkey"] },
        ];

    public static IReadOnlyList<MenuGroup> For(bool superAdmin) =>
        [
            .. Groups
                .Select(group => group with { Entries = [.. group.Entries.Where(entry => superAdmin || !entry.SuperAdminOnly)] })
                .Where(group => group.Entries.Count > 0),
        ];

    /// <summary>All that search finds, without groups.</summary>
    public static IReadOnlyList<MenuEntry> GetPages(bool superAdmin) =>
        [
            .. For(superAdmin)
                .SelectMany(group => group.Entries)
                .SelectMany(entry => entry.Children.Select(child => child with { Icon = entry.Icon }).Prepend(entry)),
            .. Others.Where(entry => superAdmin || !entry.SuperAdminOnly),
        ];
}
