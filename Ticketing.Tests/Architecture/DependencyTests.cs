using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Architecture;

/// <summary>
/// Pages, Areas and Api → Features → Infrastructure; within the tiers, modules do not form a cycle. New modules and dependencies must be
/// added here.
/// </summary>
[Collection(ProgramTypes.Collection)]
public sealed partial class DependencyTests(ProgramTypes program)
{
    private const string Root = "Ticketing";

    private static readonly string[] Tiers = ["Infrastructure", "Features", "Pages", "Areas", "Api"];

    private static readonly Module[] Modules =
    [
        // Every module may use it: texts are everywhere.
        new("Infrastructure.Languages"),
        new("Infrastructure.Primitives"),
        new("Infrastructure.Configuration", "Primitives"),
        new("Infrastructure.Localization", "Primitives Configuration"),
        new("Infrastructure.Documents", "Primitives Configuration"),
        new("Infrastructure.Telemetry", "Configuration"),
        new("Infrastructure.Data", "Configuration Telemetry"),
        new("Infrastructure.Audit", "Primitives Configuration Localization Data Hosting"),
        new("Infrastructure.Hosting", "Primitives Configuration Localization Telemetry Data"),
        new("Infrastructure.Notifications", "Primitives Configuration Documents Telemetry Data Audit Hosting"),
        new("Features.Accounts", "Primitives Configuration Localization Telemetry Data Audit Hosting Notifications"),
        // Superadmins are told of webhooks that fail.
        new("Features.OutgoingWebhooks", "Primitives Configuration Localization Telemetry Data Audit Hosting Notifications", "Accounts"),
        new("Features.Events", "Primitives Configuration Localization Documents Data Audit Hosting", "OutgoingWebhooks"),
        new("Features.Reminders", "Primitives Configuration Localization Data Hosting Notifications", "Events"),
        new("Features.ClientBudgets", "Configuration Telemetry Data Hosting", "Events"),
        new("Features.Promotions", "Primitives Configuration Localization Data Audit Hosting Notifications", "Events"),
        new("Features.WaitingRoom", "Configuration Telemetry Data Audit Hosting", "Events"),
        new("Features.Holds", "Primitives Configuration Telemetry Data Audit Hosting", "Events Promotions ClientBudgets"),
        new("Features.Tickets", "Data", "Events"),
        new(
            "Features.Orders",
            "Primitives Configuration Localization Telemetry Data Audit Hosting Notifications",
            "OutgoingWebhooks Events Promotions Holds Tickets"
        ),
        new(
            "Features.Payments",
            "Primitives Configuration Localization Telemetry Data Audit Hosting Notifications",
            "OutgoingWebhooks Events WaitingRoom Holds Tickets Orders"
        ),
        new("Features.WaitingList", "Primitives Configuration Localization Data Audit Hosting Notifications", "Events Holds"),
        new(
            "Features.Cancellations",
            "Primitives Data Audit Hosting Notifications",
            "OutgoingWebhooks Events Holds Tickets Orders Payments"
        ),
        new("Features.BulkOrders", "Primitives Data Audit Hosting Notifications", "Events Tickets Orders Payments"),
        new("Features.Rescheduling", "Primitives Localization Data Audit Hosting Notifications", "Events Holds Tickets Orders Payments"),
        new("Features.CheckIn", "Primitives Telemetry Data Audit", "OutgoingWebhooks Events Tickets Orders"),
        new("Features.Messages", "Primitives Configuration Localization Data Audit Hosting Notifications", "Events Tickets Orders"),
        new(
            "Features.Receipts",
            "Primitives Configuration Localization Documents Notifications",
            "Events Tickets Orders Payments Cancellations Rescheduling Messages"
        ),
        new("Features.Recovery", "Primitives Configuration Data Audit Hosting Notifications", "Events Holds Tickets Orders Payments"),
        new("Features.Backups", "Configuration Data Audit Hosting Primitives"),
        new(
            "Features.Insights",
            "Primitives Configuration Localization Data Audit Hosting Notifications",
            "OutgoingWebhooks Events WaitingRoom Holds Tickets Orders Payments Cancellations BulkOrders Rescheduling CheckIn Messages "
                + "Backups"
        ),
        new(
            "Features.Settlements",
            "Primitives Configuration Localization Documents Data Audit",
            "Events Tickets Orders Payments Receipts Insights"
        ),
        // Logos are stored with the posters; the currency is fixed once there are prices or orders.
        new("Features.Settings", "Primitives Configuration Documents Data Audit Hosting", "Events Orders"),
        // The check is about every part that must work before the first sale.
        new(
            "Features.GoLive",
            "Primitives Configuration Localization Data Audit Hosting Notifications",
            "Accounts Payments Settings Backups"
        ),
        new("Features.Idempotency", "Data Hosting"),
        new(
            "Features.Demo",
            "Primitives Configuration Data Hosting Notifications",
            "Events Holds Tickets Orders Payments CheckIn Messages"
        ),
        // Accounts decides who may preview an event.
        new(
            "Pages",
            "Primitives Configuration Localization Documents Hosting Notifications",
            "Accounts Events Reminders Promotions ClientBudgets WaitingRoom Holds Tickets Orders Payments WaitingList Rescheduling "
                + "Messages Receipts Insights"
        ),
        // Data for editing, paging and role names.
        new(
            "Areas",
            "Primitives Configuration Localization Documents Data Audit Hosting Notifications",
            "Accounts OutgoingWebhooks Events Promotions WaitingRoom Holds Tickets Orders Payments WaitingList Cancellations BulkOrders "
                + "Rescheduling CheckIn Messages Receipts Insights Settlements Settings GoLive Backups Recovery"
        ),
        // Paging, role names and the outcomes of editing.
        new(
            "Api",
            "Primitives Configuration Localization Data Audit Hosting Notifications",
            "Accounts OutgoingWebhooks Events Promotions WaitingRoom Holds Tickets Orders Payments Cancellations Rescheduling CheckIn "
                + "Insights Settlements Idempotency"
        ),
    ];

    private static readonly Dictionary<string, string> OnlyIn = new()
    {
        ["SkiaSharp"] = "Infrastructure.Documents",
        ["HarfBuzzSharp"] = "Infrastructure.Documents",
        ["QRCoder"] = "Infrastructure.Documents",
        ["MailKit"] = "Infrastructure.Notifications",
        ["MimeKit"] = "Infrastructure.Notifications",
        ["Microsoft.Data.Sqlite"] = "Infrastructure.Data",
        ["Npgsql"] = "Infrastructure.Data",
        ["SpreadCheetah"] = "Features.Insights",
        ["Stripe"] = "Features.Payments",
        ["Microsoft.IdentityModel"] = "Features.Accounts",
        ["Amazon"] = "Features.Backups",
        ["DnsClient"] = "Features.GoLive",
        ["OpenTelemetry"] = "Infrastructure.Telemetry",
        ["Scalar"] = "Api",
    };

    private static readonly (string Folder, string Root)[] Projects =
    [
        (Repository.Product, Root),
        (Repository.Tests, "Ticketing.Tests"),
        (Repository.Bench, "Ticketing.Bench"),
    ];

    [Fact]
    public void Modules_use_only_listed_modules()
    {
        var mayUse = Modules.ToDictionary(module => module.Name, module => module.MayUse);
        var strays =
            from type in ProductTypes()
            let module = GetModule(type.Namespace.FullName)
            where mayUse.ContainsKey(module)
            from target in type.Dependencies.Select(d => d.Target).Distinct()
            where IsProduct(target.Namespace?.FullName)
            let other = GetModule(target.Namespace.FullName)
            where other != module && other != "Infrastructure.Languages" && !mayUse[module].Contains(other)
            select $"{type.FullName} → {target.FullName}";
        Assert.Empty(strays.Distinct());
    }

    [Fact]
    public void Every_module_is_listed() =>
        Assert.Equal(
            Modules.Select(module => module.Name).Order(),
            ProductTypes().Select(t => GetModule(t.Namespace.FullName)).Distinct().Order()
        );

    [Fact]
    public void Listed_dependencies_point_downwards() =>
        Assert.Empty(
            from module in Modules
            from used in module.MayUse
            where Array.IndexOf(Tiers, GetTier(used)) > Math.Min(Array.IndexOf(Tiers, GetTier(module.Name)), 1)
            select $"{module.Name} → {used}"
        );

    [Fact]
    public void Listed_dependencies_have_no_cycle()
    {
        var built = new HashSet<string>();
        while (Modules.FirstOrDefault(module => !built.Contains(module.Name) && module.MayUse.All(built.Contains)) is { } next)
        {
            built.Add(next.Name);
        }

        Assert.Equal(Modules.Select(module => module.Name).Order(), built.Order());
    }

    [Fact]
    public void Pages_know_no_database()
    {
        var strays =
            from type in ProductTypes()
            where GetTier(GetModule(type.Namespace.FullName)) is "Pages" or "Areas" or "Api"
            from target in type.Dependencies.Select(d => d.Target).Distinct()
            where
                target.Name.EndsWith("DbContext", StringComparison.Ordinal)
                || IsIn(target.Namespace?.FullName, "Microsoft.EntityFrameworkCore")
            select $"{type.FullName} uses {target.FullName}";
        Assert.Empty(strays.Distinct());
    }

    [Fact]
    public void Each_library_is_used_in_one_module()
    {
        var strays =
            from type in ProductTypes()
            let module = GetModule(type.Namespace.FullName)
            from target in type.Dependencies.Select(d => d.Target.Namespace?.FullName ?? "").Distinct()
            from library in OnlyIn
            where IsIn(target, library.Key) && module != library.Value
            select $"{type.FullName} uses {target}";
        Assert.Empty(strays.Distinct());
    }

    [Fact]
    public void Namespaces_match_folders()
    {
        var strays =
            from project in Projects
            from file in Repository.FindFiles(project.Folder, ".cs")
            let declared = NamespacePattern.Match(Repository.Read(file))
            let folder = Path.GetDirectoryName(file)![project.Folder.Length..].Replace('/', '.')
            where declared.Success && declared.Groups[1].Value != project.Root + folder
            select $"{file}: {declared.Groups[1].Value}";
        Assert.Empty(strays);
    }

    [Fact]
    public void Entities_know_no_framework()
    {
        var entities = ProductTypes().Where(t => program.All.Any(m => m.FullName == t.FullName + "Mapping") && t.Name != "AppUser");
        var strays =
            from entity in entities
            from target in entity.Dependencies.Select(d => d.Target.Namespace?.FullName ?? "").Distinct()
            where target.StartsWith("Microsoft.", StringComparison.Ordinal)
            select $"{entity.FullName} uses {target}";
        Assert.NotEmpty(entities);
        Assert.Empty(strays.Distinct());
    }

    [Fact]
    public void The_clock_is_read_only_through_the_time_provider()
    {
        var strays =
            from type in ProductTypes()
            from call in type.Dependencies.OfType<ArchUnitNET.Domain.Dependencies.MethodCallDependency>()
            let name = $"{call.Target.FullName}::{call.TargetMember.Name}"
            where name.StartsWith("System.DateTime", StringComparison.Ordinal) && name.Contains("Now", StringComparison.Ordinal)
            select $"{type.FullName}: {name}";
        Assert.Empty(strays);
    }

    private IEnumerable<IType> ProductTypes() =>
        program.All.Where(t => IsProduct(t.Namespace.FullName) && !IsGenerated(t.Namespace.FullName));

    private static bool IsGenerated(string @namespace) =>
        @namespace.Contains(".Migrations", StringComparison.Ordinal) || @namespace.Contains(".CompiledModel", StringComparison.Ordinal);

    private static bool IsProduct(string? @namespace) => @namespace?.StartsWith(Root + ".", StringComparison.Ordinal) == true;

    private static bool IsIn(string? @namespace, string library) =>
        @namespace == library || @namespace?.StartsWith(library + ".", StringComparison.Ordinal) == true;

    /// <returns>A folder of Features or Infrastructure, or another tier as a whole.</returns>
    private static string GetModule(string @namespace) =>
        @namespace.Split('.') is [_, "Features" or "Infrastructure", _, ..] parts ? $"{parts[1]}.{parts[2]}" : @namespace.Split('.')[1];

    private static string GetTier(string module) => module.Split('.')[0];

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern { get; }

    private sealed record Module(string Name, string Infrastructure = "", string Features = "")
    {
        public string[] MayUse { get; } = [.. List(nameof(Infrastructure), Infrastructure), .. List(nameof(Features), Features)];

        private static IEnumerable<string> List(string tier, string names) =>
            names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => $"{tier}.{name}");
    }
}
