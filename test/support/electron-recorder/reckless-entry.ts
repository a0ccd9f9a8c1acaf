import { app } from 'electron'

app.commandLine.appendSwitch('disable-site-isolation-trials')
