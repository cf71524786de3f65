using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Xunit;

namespace Ticketing.Tests.Architecture;

/// <summary>Module dependencies must not form a cycle. New modules and dependencies must be added here.</summary>
public sealed class DependencyTests
{
    private const string Root = "Ticketing";

    private static readonly ArchUnitNET.Domain.Architecture Product = new ArchLoader().LoadAssembly(typeof(Program).Assembly).Build();

    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Settings"] = [],
        ["Documents"] = [],
        ["Data"] = ["Settings"],
        ["Audit"] = ["Settings", "Data"],
        ["Hosting"] = ["Settings", "Data"],
        ["Notifications"] = ["Settings", "Data", "Hosting", "Audit"],
        ["Accounts"] = ["Settings", "Data", "Hosting", "Audit", "Notifications", "Documents"],

        ["Events"] = ["Settings", "Data", "Documents", "Hosting", "Audit"],
        ["Holds"] = ["Settings", "Data", "Hosting", "Events"],
        ["Tickets"] = ["Settings", "Data", "Events"],
        ["Orders"] = ["Settings", "Data", "Hosting", "Audit", "Notifications", "Events", "Holds", "Tickets"],
        ["Payments"] = ["Settings", "Data", "Hosting", "Audit", "Notifications", "Events", "Holds", "Tickets", "Orders"],
        ["Cancellations"] = ["Settings", "Data", "Hosting", "Audit", "Notifications", "Events", "Holds", "Tickets", "Orders", "Payments"],
        ["CheckIn"] = ["Settings", "Data", "Audit", "Events", "Tickets", "Orders"],
        ["Receipts"] = ["Settings", "Data", "Documents", "Notifications", "Events", "Tickets", "Orders", "Payments", "Cancellations"],
        ["Demo"] = ["Settings", "Data", "Hosting", "Notifications", "Events", "Holds", "Tickets", "Orders", "Payments", "CheckIn"],

        // Needs events for edit collisions, and orders to know whether the currency is fixed.
        ["VenueSettings"] = ["Settings", "Data", "Documents", "Hosting", "Audit", "Events", "Orders"],

        // Only pages may use it.
        ["Insights"] =
        [
            "Settings",
            "Data",
            "Audit",
            "Notifications",
            "Events",
            "Holds",
            "Tickets",
            "Orders",
            "Payments",
            "Cancellations",
            "CheckIn",
        ],

        ["Settlements"] = ["Settings", "Data", "Documents", "Audit", "Events", "Tickets", "Orders", "Payments", "Receipts", "Insights"],

        // Pages call features and never a DbContext. Accounts decides who may preview an event; role names live in Data.
        ["Pages"] =
        [
            "Settings",
            "Documents",
            "Hosting",
            "Accounts",
            "Notifications",
            "Events",
            "Holds",
            "Tickets",
            "Orders",
            "Payments",
            "Receipts",
        ],
        ["Areas"] =
        [
            "Settings",
            "Documents",
            "Hosting",
            "Audit",
            "Accounts",
            "Notifications",
            "Events",
            "Holds",
            "Tickets",
            "Orders",
            "Payments",
            "Cancellations",
            "CheckIn",
            "Receipts",
            "Insights",
            "Settlements",
            "VenueSettings",
        ],
    };

    private static readonly Dictionary<string, string> OnlyIn = new()
    {
        ["SkiaSharp"] = "Documents",
        ["HarfBuzzSharp"] = "Documents",
        ["QRCoder"] = "Documents",
        ["MailKit"] = "Notifications",
        ["MimeKit"] = "Notifications",
        ["Microsoft.Data.Sqlite"] = "Data",
        ["Npgsql"] = "Data",
        ["Stripe"] = "Payments",
    };

    [Fact]
    public void Modules_use_only_listed_modules()
    {
        var strays =
            from type in ProductTypes()
            let room = GetModule(type.Namespace.FullName)
            where room is not null && MayUse.ContainsKey(room)
            from target in type.Dependencies.Select(d => d.Target).Distinct()
            let other = GetModule(target.Namespace?.FullName ?? "")
            where other is not null && other != room && !MayUse[room].Contains(other)
            select $"{type.FullName} → {target.FullName}";
        Assert.Empty(strays.Distinct());
    }

    [Fact]
    public void Every_module_is_listed() =>
        Assert.Empty(ProductTypes().Select(t => GetModule(t.Namespace.FullName)).OfType<string>().Distinct().Except(MayUse.Keys));

    [Fact]
    public void Listed_dependencies_have_no_cycle()
    {
        var built = new HashSet<string>();
        while (MayUse.FirstOrDefault(room => !built.Contains(room.Key) && room.Value.All(built.Contains)).Key is { } next)
        {
            built.Add(next);
        }

        Assert.Equal(MayUse.Keys.Order(), built.Order());
    }

    [Fact]
    public void Each_library_is_used_in_one_module()
    {
        var strays =
            from type in ProductTypes()
            let room = GetModule(type.Namespace.FullName)
            from target in type.Dependencies.Select(d => d.Target.Namespace?.FullName ?? "").Distinct()
            from library in OnlyIn
            where (target == library.Key || target.StartsWith(library.Key + ".", StringComparison.Ordinal)) && room != library.Value
            select $"{type.FullName} uses {target}";
        Assert.Empty(strays.Distinct());
    }

    [Fact]
    public void Entities_know_no_framework()
    {
        var entities = ProductTypes().Where(t => Product.Types.Any(m => m.FullName == t.FullName + "Mapping") && t.Name != "AppUser");
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

    private static IEnumerable<IType> ProductTypes() =>
        Product.Types.Where(t =>
            t.Namespace.FullName.StartsWith(Root + ".", StringComparison.Ordinal)
            && !t.Namespace.FullName.Contains(".Migrations", StringComparison.Ordinal)
        );

    private static string? GetModule(string @namespace) =>
        @namespace.StartsWith(Root + ".", StringComparison.Ordinal) ? @namespace.Split('.')[1] : null;
}
