using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace Ticketing.Settings;

/// <summary>Like the options binder, but continues after an invalid value, to report all bad keys at once.</summary>
internal static class SettingsReader
{
    public static void Read(IConfigurationSection section, object settings, string prefix, SettingFindings found)
    {
        var properties = settings.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).ToList();
        UnknownSettings.Report(section, [.. properties.Select(p => p.Name)], prefix, found);
        foreach (var property in properties)
        {
            ReadProperty(section.GetSection(property.Name), settings, property, prefix + property.Name, found);
        }
    }

    private static void ReadProperty(IConfigurationSection section, object settings, PropertyInfo property, string key, SettingFindings found)
    {
        if (property.PropertyType == typeof(IList<string>))
        {
            found.Require(string.IsNullOrEmpty(section.Value), key, $"is a list; set {key}:0, {key}:1 and so on");
            property.SetValue(settings, section.GetChildren().Select(c => c.Value ?? "").ToList());
        }
        else if (property.PropertyType.IsClass && property.PropertyType != typeof(string))
        {
            Read(section, property.GetValue(settings)!, key + ":", found);
        }
        else if (section.Value is { } text)
        {
            if (TryConvert(text, property.PropertyType) is { } value)
            {
                property.SetValue(settings, value);
            }
            else
            {
                found.Add(key, $"'{text}' is not {Expected(property.PropertyType)}");
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

    private static string Expected(Type type) =>
        type == typeof(TimeSpan) ? "a duration like 00:10:00"
        : type == typeof(bool) ? "true or false"
        : type == typeof(decimal) ? string.Create(CultureInfo.InvariantCulture, $"a number like {2.5m}")
        : type.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(type))
        : "a whole number";
}
