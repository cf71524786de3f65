using System.Runtime.InteropServices;

namespace Ticketing.Infrastructure.Documents.Typesetting;

/// <summary>HarfBuzz's subsetter, which HarfBuzzSharp ships but does not wrap.</summary>
internal static class HarfBuzzSubset
{
    private const string Library = "libHarfBuzzSharp";
    private const int DropTables = 3;
    private const int NameIds = 4;
    private const uint NoHinting = 1;
    private const uint Missing = uint.MaxValue;

    /// <summary>The text is shaped already, so nothing reads these.</summary>
    private static readonly string[] LayoutTables = ["GSUB", "GPOS", "GDEF", "BASE", "kern", "STAT", "vhea", "vmtx", "DSIG", "meta"];

    /// <param name="glyphsOfCharacters">Left to the characters: asking for a glyph keeps every character that it stands for, such as the
    /// radical that looks like 小, and readers would copy the wrong one.</param>
    /// <returns>The font file with these glyphs and characters only, and the new number of each glyph.</returns>
    public static (byte[] File, IReadOnlyDictionary<ushort, ushort> Glyphs) Create(
        HarfBuzzSharp.Face face,
        IReadOnlySet<ushort> glyphs,
        IReadOnlySet<int> characters,
        IReadOnlySet<ushort> glyphsOfCharacters
    )
    {
        var input = CreateInput(glyphs.Except(glyphsOfCharacters), characters);
        var plan = Check(hb_subset_plan_create_or_fail(face.Handle, input));
        var subset = Check(hb_subset_plan_execute_or_fail(plan));
        var blob = hb_face_reference_blob(subset);
        try
        {
            var file = new byte[checked((int)hb_blob_get_length(blob))];
            Marshal.Copy(hb_blob_get_data(blob, out _), file, 0, file.Length);
            return (file, ReadNumbers(hb_subset_plan_old_to_new_glyph_mapping(plan), glyphs));
        }
        finally
        {
            hb_blob_destroy(blob);
            hb_face_destroy(subset);
            hb_subset_plan_destroy(plan);
            hb_subset_input_destroy(input);
            GC.KeepAlive(face);
        }
    }

    private static nint CreateInput(IEnumerable<ushort> glyphs, IEnumerable<int> characters)
    {
        var input = Check(hb_subset_input_create_or_fail());
        hb_subset_input_set_flags(input, NoHinting);
        Add(hb_subset_input_glyph_set(input), glyphs.Select(glyph => (uint)glyph));
        Add(hb_subset_input_unicode_set(input), characters.Select(character => (uint)character));
        Add(hb_subset_input_set(input, DropTables), LayoutTables.Select(GetTag));
        var names = hb_subset_input_set(input, NameIds);
        hb_set_clear(names);
        // The family, and the name that goes into the PDF.
        Add(names, [1, 6]);
        return input;
    }

    private static Dictionary<ushort, ushort> ReadNumbers(nint map, IReadOnlySet<ushort> glyphs)
    {
        var numbers = new Dictionary<ushort, ushort>(glyphs.Count);
        foreach (var glyph in glyphs)
            if (hb_map_get(map, glyph) is not Missing and var number)
                numbers[glyph] = (ushort)number;
        return numbers;
    }

    private static void Add(nint set, IEnumerable<uint> values)
    {
        foreach (var value in values)
            hb_set_add(set, value);
    }

    private static uint GetTag(string name) => (uint)(name[0] << 24 | name[1] << 16 | name[2] << 8 | name[3]);

    private static nint Check(nint handle) =>
        handle != 0 ? handle : throw new InvalidDataException("HarfBuzz could not make a font subset.");

#pragma warning disable SYSLIB1054, IDE1006 // Source-generated imports need unsafe code; these are the names in the library.
    [DllImport(Library)]
    private static extern nint hb_subset_input_create_or_fail();

    [DllImport(Library)]
    private static extern void hb_subset_input_destroy(nint input);

    [DllImport(Library)]
    private static extern void hb_subset_input_set_flags(nint input, uint flags);

    [DllImport(Library)]
    private static extern nint hb_subset_input_glyph_set(nint input);

    [DllImport(Library)]
    private static extern nint hb_subset_input_unicode_set(nint input);

    [DllImport(Library)]
    private static extern nint hb_subset_input_set(nint input, int kind);

    [DllImport(Library)]
    private static extern nint hb_subset_plan_create_or_fail(nint face, nint input);

    [DllImport(Library)]
    private static extern nint hb_subset_plan_execute_or_fail(nint plan);

    [DllImport(Library)]
    private static extern nint hb_subset_plan_old_to_new_glyph_mapping(nint plan);

    [DllImport(Library)]
    private static extern void hb_subset_plan_destroy(nint plan);

    [DllImport(Library)]
    private static extern void hb_set_add(nint set, uint value);

    [DllImport(Library)]
    private static extern void hb_set_clear(nint set);

    [DllImport(Library)]
    private static extern uint hb_map_get(nint map, uint key);

    [DllImport(Library)]
    private static extern nint hb_face_reference_blob(nint face);

    [DllImport(Library)]
    private static extern void hb_face_destroy(nint face);

    [DllImport(Library)]
    private static extern uint hb_blob_get_length(nint blob);

    [DllImport(Library)]
    private static extern nint hb_blob_get_data(nint blob, out uint length);

    [DllImport(Library)]
    private static extern void hb_blob_destroy(nint blob);
#pragma warning restore SYSLIB1054, IDE1006
}
