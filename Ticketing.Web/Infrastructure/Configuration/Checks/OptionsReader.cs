using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace Ticketing.Infrastructure.Configuration.Checks;

/// <summary>Like the options binder, but continues after an invalid value, to report all bad keys at once.</summary>
internal static class OptionsReader
{
    public static void Read(IConfigurationSection section, object settings, string prefix, SettingProblems problems)
    {
        var properties = settings.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).ToList();
        UnknownSettings.Report(section, [.. properties.Select(p => p.Name)], prefix, problems);
        foreach (var property in properties)
        {
            ReadProperty(section.GetSection(property.Name), settings, property, prefix + property.Name, problems);
        }
    }

    private static void ReadProperty(
        IConfigurationSection section,
        object settings,
        PropertyInfo property,
        string key,
        SettingProblems problems
    )
    {
        if (property.PropertyType == typeof(IList<string>))
        {
            problems.Require(string.IsNullOrEmpty(section.Value), key, $"is a list; set {key}:0, {key}:1 and so on");
            property.SetValue(settings, section.GetChildren().Select(c => c.Value ?? "").ToList());
        }
        else if (property.GetValue(settings) is IDictionary byName)
        {
            foreach (var child in section.GetChildren())
            {
                byName[child.Key] = Activator.CreateInstance(property.PropertyType.GetGenericArguments()[1])!;
                Read(child, byName[child.Key]!, $"{key}:{child.Key}:", problems);
            }
        }
        else if (property.PropertyType.IsClass && property.PropertyType != typeof(string))
        {
            Read(section, property.GetValue(settings)!, key + ":", problems);
        }
        else if (section.Value is { } text)
        {
            if (TryConvert(text, property.PropertyType) is { } value)
            {
                property.SetValue(settings, value);
            }
            else
            {
                problems.Add(key, $"'{text}' is not {DescribeExpected(property.PropertyType)}");
            }
        }
    }

    private static object? TryConvert(string text, Type type)
    {
        try
        {
            var value = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            // Enum converters also accept numbers.
            return type.IsEnum && !Enum.IsDefined(type, value!) ? null : value;
        }
#pragma warning disable CA1031 // Converters throw various exceptions for text that cannot be parsed.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static string DescribeExpected(Type type) =>
        type == typeof(TimeSpan) ? "a duration like 00:10:00"
        : type == typeof(bool) || type == typeof(bool?) ? "true or false"
        : type == typeof(decimal) ? string.Create(CultureInfo.InvariantCulture, $"a number like {2.5m}")
        : type.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(type))
        : "a whole number";
}
