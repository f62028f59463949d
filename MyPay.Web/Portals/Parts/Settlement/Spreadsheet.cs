using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace MyPay.Web.Portals.Parts.Settlement;

/// <summary>
/// An XLSX file, a row at a time: texts as texts (nothing a cell holds is ever a formula), won as numbers with
/// thousands. The few parts of the format that a statement needs are written here rather than by a library.
/// </summary>
internal sealed partial class Spreadsheet : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";
    private const string Sheets = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    // Row styles, as they stand in styles.xml.
    private const string Plain = "0",
        Bold = "1",
        Number = "2",
        BoldNumber = "3";

    private readonly ZipArchive zip;
    private readonly List<string> names = [];
    private XmlWriter? sheet;
    private Stream? part;

    public Spreadsheet(Stream file) => zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Begins a sheet; its first row stays in view.</summary>
    public void Begin(string name, params int[] widths)
    {
        EndSheet();
        names.Add(name);
        part = zip.CreateEntry(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{names.Count}.xml"))
            .Open();
        sheet = XmlWriter.Create(part, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        sheet.WriteStartElement("worksheet", Main);
        sheet.WriteRaw(
            """<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"""
        );
        for (var i = 0; i < widths.Length; i++)
            sheet.WriteRaw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{widths[i]}\" customWidth=\"1\"/>"
                )
            );
        sheet.WriteRaw("</cols>");
        sheet.WriteStartElement("sheetData", Main);
    }

    /// <summary>A row of texts and numbers.</summary>
    public void Row(bool bold, params object?[] cells)
    {
        sheet!.WriteStartElement("row", Main);
        foreach (var cell in cells)
        {
            sheet.WriteStartElement("c", Main);
            if (cell is long or int)
            {
                sheet.WriteAttributeString("s", bold ? BoldNumber : Number);
                sheet.WriteElementString("v", Main, ((IFormattable)cell).ToString(null, CultureInfo.InvariantCulture));
            }
            else if (cell is string { Length: > 0 } text)
            {
                sheet.WriteAttributeString("s", bold ? Bold : Plain);
                sheet.WriteAttributeString("t", "inlineStr");
                sheet.WriteStartElement("is", Main);
                sheet.WriteStartElement("t", Main);
                sheet.WriteAttributeString("xml", "space", null, "preserve");
                sheet.WriteString(Writable(text));
                sheet.WriteEndElement();
                sheet.WriteEndElement();
            }

            sheet.WriteEndElement();
        }

        sheet.WriteEndElement();
    }

    /// <summary>Writes what binds the sheets together. Without it the file is none.</summary>
    public void Finish()
    {
        EndSheet();
        var all = Enumerable.Range(1, names.Count).ToList();
        Add(
            "[Content_Types].xml",
            $"""
            <Types xmlns="{Packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Sheets}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Sheets}.styles+xml"/>{string.Concat(
                all.Select(n =>
                    $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"{Sheets}.worksheet+xml\"/>"
                )
            )}</Types>
            """
        );
        Add(
            "_rels/.rels",
            $"""<Relationships xmlns="{Packages}/relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
        );
        Add(
            "xl/workbook.xml",
            $"""
            <workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{string.Concat(
                all.Select(n =>
                    $"<sheet name=\"{System.Security.SecurityElement.Escape(names[n - 1])}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>"
                )
            )}</sheets></workbook>
            """
        );
        Add(
            "xl/_rels/workbook.xml.rels",
            $"""
            <Relationships xmlns="{Packages}/relationships">{string.Concat(
                all.Select(n =>
                    $"<Relationship Id=\"rId{n}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
                )
            )}<Relationship Id="rId{names.Count + 1}" Type="{Relations}/styles" Target="styles.xml"/></Relationships>
            """
        );
        Add(
            "xl/styles.xml",
            $"""
            <styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="3" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>
            """
        );
    }

    public void Dispose()
    {
        EndSheet();
        zip.Dispose();
    }

    private void EndSheet()
    {
        sheet?.Dispose(); // closes what is open
        part?.Dispose();
        (sheet, part) = (null, null);
    }

    private void Add(string name, string xml)
    {
        using var text = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        text.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n" + xml.Trim());
    }

    // A cell's text says _x0031_ for a character by its number (ECMA-376, ST_Xstring): what only looks like it has its
    // first underscore written that way.
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex NumberedCharacter();

    /// <summary>What XML can't hold becomes U+FFFD.</summary>
    private static string Writable(string text)
    {
        text = NumberedCharacter().Replace(text, "_x005F_");
        if (text.All(XmlConvert.IsXmlChar))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : "\uFFFD");
        return clean.ToString();
    }
}
