// The peer of console-cold-start: an Electron program with one empty window.
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => new BrowserWindow({ width: 1440, height: 900 }).loadURL('data:text/html,<p id="ready">ready'));
app.on('window-all-closed', () => app.quit());
